package org.pawn.server.sip.event;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.refusal.Refusal;

/** How many members of lists each subscriber watches, all lists together; lists that grow count too. Thread-safe. */
final class MemberLimit {
    private final int max;
    private final Map<String, Integer> members = new ConcurrentHashMap<>(); // by subscriber

    MemberLimit(int max) {
        this.max = max;
    }

    /**
     * One more list of that subscriber.
     *
     * @throws Refusal.LimitExceeded if that were too many members
     */
    Share share(String subscriber, int size) {
        Share share = new Share(subscriber);
        share.resize(size);
        return share;
    }

    /** @throws Refusal.LimitExceeded if that were too many, and more than before */
    private void add(String subscriber, int more) {
        members.compute(subscriber, (name, known) -> {
            int all = (known == null ? 0 : known) + more;
            if (more > 0 && all > max) {
                throw new Refusal.LimitExceeded("Too many resources are watched.", Duration.ofMinutes(1));
            }
            return all == 0 ? null : all;
        });
    }

    /** What one list takes of it; a list without members counts as one, since it is watched as well. */
    final class Share {
        private final String subscriber;
        private int taken; // guarded by this
        private boolean released; // guarded by this

        private Share(String subscriber) {
            this.subscriber = subscriber;
        }

        /**
         * The list has so many members from now on.
         *
         * @throws Refusal.LimitExceeded if they are too many; then it stays as it was
         */
        synchronized void resize(int size) {
            if (!released) {
                int wanted = Math.max(1, size);
                add(subscriber, wanted - taken);
                taken = wanted;
            }
        }

        /** The list is watched no more. */
        synchronized void release() {
            add(subscriber, -taken);
            taken = 0;
            released = true;
        }
    }
}
