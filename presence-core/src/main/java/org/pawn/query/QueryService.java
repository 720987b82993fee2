package org.pawn.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.watching.SubscriptionService;

/**
 * Answers queries with what the asker may see, and nothing else: who is hidden from them, or is not shown to be as they
 * ask, is not in the answer. Thread-safe, never waits.
 */
public final class QueryService {
    private final Directory directory;
    private final PresenceService presence;
    private final PolicyService policy;
    private final SubscriptionService watching;

    public QueryService(
            Directory directory, PresenceService presence, PolicyService policy, SubscriptionService watching) {
        this.directory = directory;
        this.presence = presence;
        this.policy = policy;
        this.watching = watching;
    }

    /**
     * Those who are as asked for at this moment, in the order asked for.
     *
     * @throws Refusal.Forbidden if the asker is no colleague
     * @throws Refusal.NotFound if the group does not exist
     */
    public List<PresenceView> find(Caller asker, PresenceQuery query) {
        require(asker, query);
        List<PresenceView> views = new ArrayList<>();
        for (Person person : query.candidates(directory)) {
            if (policy.isVisible(asker, person.address())) {
                views.add(policy.view(asker, presence.current(person.address())));
            }
        }
        return query.first(views);
    }

    /**
     * Watches a query until it is closed; {@code listener} gets who meets it, in order, each time that changes.
     *
     * @throws Refusal.Forbidden if the asker is no colleague
     * @throws Refusal.NotFound if the group does not exist
     */
    public LiveQuery watch(Caller asker, PresenceQuery query, Consumer<List<AddressOfRecord>> listener) {
        require(asker, query);
        LiveQuery live = new LiveQuery(asker, query, directory, watching, listener);
        live.begin();
        return live;
    }

    private void require(Caller asker, PresenceQuery query) {
        if (!policy.isColleague(asker)) {
            throw new Refusal.Forbidden("Only colleagues ask for people by how they are.");
        }
        if (query.group().isPresent() && directory.group(query.group().get()).isEmpty()) {
            throw new Refusal.NotFound("There is no such group.");
        }
    }
}
