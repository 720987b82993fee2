package org.pawn.server.sip.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.time.TimeSource;

/**
 * Non-INVITE server transactions over UDP (RFC 3261 section 17.2.2): a retransmitted request gets the bytes of the first
 * answer again, or silence while there is none. Bounded in time (timer J) and number; past the bound the oldest are
 * forgotten, and a retransmission of theirs counts as new. Thread-safe.
 */
final class ServerTransactions {
    private static final Duration TIMER_J = Duration.ofSeconds(32);

    private final TimeSource time;
    private final int max;
    private final Map<Key, Transaction> transactions = new HashMap<>(); // guarded by this
    private final Map<Origin, Transaction> origins = new HashMap<>(); // guarded by this
    private final ArrayDeque<Transaction> oldestFirst = new ArrayDeque<>(); // guarded by this

    ServerTransactions(TimeSource time, int max) {
        this.time = time;
        this.max = max;
    }

    /** What makes two requests one (RFC 3261 section 17.2.3); the source too, so that no one gets another's answer. */
    private record Key(String branch, String sentBy, String method, SipPeer peer, String legacy) {}

    /** What a request keeps by whatever ways it comes (RFC 3261 section 8.2.2.2). */
    private record Origin(String callId, String fromTag, long sequence, String method) {}

    /** One request and, once there is one, its answer. */
    final class Transaction {
        private final Key key;
        private final Origin origin;
        private final long deadlineNanos;
        private byte @Nullable [] answer; // guarded by ServerTransactions.this

        private Transaction(Key key, Origin origin, long deadlineNanos) {
            this.key = key;
            this.origin = origin;
            this.deadlineNanos = deadlineNanos;
        }

        /** Keeps the final answer; false when there was one already. */
        boolean answered(byte[] bytes) {
            synchronized (ServerTransactions.this) {
                if (answer != null) {
                    return false;
                }
                answer = bytes;
                return true;
            }
        }

        /** Nothing was proved: keep no memory of it. */
        void forget() {
            synchronized (ServerTransactions.this) {
                remove(this);
            }
        }
    }

    /**
     * What to do with a request: it is new, or was answered, or is being worked on.
     *
     * @param merged whether it is one that came before, by another way
     */
    record Match(Optional<Transaction> fresh, Optional<byte[]> replay, boolean merged) {}

    synchronized Match match(SipRequest request, Via via) {
        long now = time.nanos();
        expire(now);
        Key key = key(request, via);
        Transaction known = transactions.get(key);
        if (known != null) {
            return new Match(Optional.empty(), Optional.ofNullable(known.answer), false);
        }
        Origin origin = origin(request);
        Transaction before = request.isInDialog() ? null : origins.get(origin);
        if (before != null && !before.key.branch.equals(key.branch)) {
            return new Match(Optional.empty(), Optional.empty(), true);
        }
        Transaction fresh = new Transaction(key, origin, now + TIMER_J.toNanos());
        transactions.put(key, fresh);
        origins.put(origin, fresh);
        oldestFirst.add(fresh);
        return new Match(Optional.of(fresh), Optional.empty(), false);
    }

    synchronized int size() {
        return transactions.size();
    }

    private void expire(long now) {
        Transaction oldest = oldestFirst.peek();
        while (oldest != null && (oldest.deadlineNanos - now <= 0 || oldestFirst.size() >= max)) {
            oldestFirst.remove();
            remove(oldest);
            oldest = oldestFirst.peek();
        }
    }

    private void remove(Transaction over) {
        transactions.remove(over.key, over);
        origins.remove(over.origin, over);
    }

    private static Origin origin(SipRequest request) {
        String fromTag = request.from().tag().orElse("");
        return new Origin(request.callId(), fromTag, request.sequence(), request.method());
    }

    private static Key key(SipRequest request, Via via) {
        boolean modern = via.branch().startsWith("z9hG4bK");
        String legacy = modern
                ? ""
                : request.callId() + "|" + request.sequence() + "|"
                        + request.from().tag().orElse("") + "|" + request.uri();
        return new Key(via.branch(), via.sentBy(), request.method(), request.peer(), legacy);
    }
}
