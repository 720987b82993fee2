package org.pawn.watching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.presence.PresenceDocument;

/**
 * Everybody who watches one person, and how far the telling of the newest state has come. A person with thousands of
 * watchers is told in parts, between which the others of the lane have their turn; a change that comes meanwhile goes
 * on where the telling stands and once round, so that everyone gets the newest and nobody an older one. Lane only.
 */
final class PersonWatchers {
    private static final int AT_ONCE = 256;

    private final List<Subscription> all = new ArrayList<>(2);
    private int at;
    private int toTell;
    private boolean telling;
    private @Nullable PresenceDocument viewed;
    private final Map<Grant, PresenceView> views = new HashMap<>(4);

    /** What is done with each watcher's view. */
    interface Teller {
        void tell(Subscription subscription, PresenceView view);
    }

    void add(Subscription subscription) {
        all.add(subscription);
    }

    void remove(Subscription subscription) {
        int index = all.indexOf(subscription);
        if (index < 0) {
            return;
        }
        all.remove(index);
        if (index < at) {
            at--;
        }
        toTell = Math.min(toTell, all.size());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Subscription> snapshot() {
        return List.copyOf(all);
    }

    /** There is news for everyone; true where nobody is telling yet, so that the caller begins to. */
    boolean begin() {
        toTell = all.size();
        boolean first = !telling;
        telling = true;
        return first;
    }

    /** Tells some; true while there are more to tell. */
    boolean tellSome(PresenceDocument document, PolicyService policy, Teller teller) {
        if (viewed != document) {
            viewed = document;
            views.clear();
        }
        for (int told = 0; told < AT_ONCE && toTell > 0; told++) {
            at = at >= all.size() ? 0 : at;
            Subscription subscription = all.get(at++);
            toTell--;
            Grant grant = subscription.grant();
            if (grant.shows()) {
                teller.tell(subscription, views.computeIfAbsent(grant, each -> policy.view(document, each)));
            }
        }
        telling = toTell > 0;
        if (!telling) { // nothing is held for a person at rest
            viewed = null;
            views.clear();
        }
        return telling;
    }
}
