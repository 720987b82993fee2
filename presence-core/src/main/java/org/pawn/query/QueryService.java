package org.pawn.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.GroupChange;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.PresenceListener;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;

/**
 * Answers queries with what the asker may see, and nothing else: who is hidden from them, or is not shown to be as they
 * ask, is not in the answer. Whoever changes is looked at once for each query that can mean them; nothing is kept for a
 * candidate who does not meet one. Thread-safe, never waits.
 */
public final class QueryService implements PresenceListener {
    /** Queries that look at one person before the others of the lane have their turn. */
    private static final int AT_ONCE = 256;

    private record Match(Standing standing, PresenceDocument document, Grant grant) {}

    private final Directory directory;
    private final PresenceService presence;
    private final PolicyService policy;
    private final Pacing pacing;
    private final Map<Candidates, Set<LiveQuery>> watched = new ConcurrentHashMap<>();

    /**
     * Add the service itself to {@code presence} as a listener, and let it hear of groups that were written and of people
     * who are to be looked at anew.
     */
    public QueryService(Directory directory, PresenceService presence, PolicyService policy, Pacing pacing) {
        this.directory = directory;
        this.presence = presence;
        this.policy = policy;
        this.pacing = pacing;
    }

    /**
     * Those who are as asked for at this moment, in the order asked for.
     *
     * @throws Refusal.Forbidden if the asker is no colleague
     * @throws Refusal.NotFound if the group does not exist
     */
    public List<PresenceView> find(Caller asker, PresenceQuery query) {
        require(asker, query);
        return query.who().in(directory).stream()
                .flatMap(person -> match(asker, query, person).stream())
                .sorted(Comparator.comparing(Match::standing, Standing.by(query.order())))
                .limit(query.limit())
                .map(match -> policy.view(match.document(), match.grant()))
                .toList();
    }

    /**
     * Watches a query until it is closed. What meets it is known when this returns.
     *
     * @param listener told, by any thread and perhaps by several at once, that {@link LiveQuery#now} has changed; it may
     *     not wait. Told at once, then no sooner than the pacing's interval after the last time; but who may no longer
     *     be seen is told of at once
     * @throws Refusal.Forbidden if the asker is no colleague
     * @throws Refusal.NotFound if the group does not exist
     */
    public LiveQuery watch(Caller asker, PresenceQuery query, Runnable listener) {
        require(asker, query);
        LiveQuery live = new LiveQuery(
                query,
                person -> query.who().include(directory, person)
                        ? match(asker, query, person).map(Match::standing)
                        : Optional.empty(),
                pacing,
                listener,
                this::forget);
        watched.compute(query.who(), (who, before) -> {
            Set<LiveQuery> all = before == null ? ConcurrentHashMap.newKeySet() : before;
            all.add(live);
            return all;
        });
        live.begin(query.who().in(directory)); // after it is known here: what changes meanwhile is looked at again
        return live;
    }

    /** How many are watched. */
    public int size() {
        return watched.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public void changed(PresenceDocument before, PresenceDocument after) {
        AddressOfRecord person = after.presentity();
        List<LiveQuery> concerned = new ArrayList<>();
        watched.forEach((who, queries) -> {
            if (who.include(directory, person)) {
                concerned.addAll(queries);
            }
        });
        look(person, concerned, 0, false);
    }

    /** The person, or who may see them, is no longer what it was; on their lane. */
    public void recheck(AddressOfRecord person) {
        look(person, watched.values().stream().flatMap(Set::stream).toList(), 0, true);
    }

    /** A group was written: who joined it or left it may be meant now, or no longer. */
    public void changed(GroupChange change) {
        Optional<String> group = Optional.of(change.id());
        List<LiveQuery> concerned = new ArrayList<>();
        watched.forEach((who, queries) -> {
            if (who.group().equals(group)) {
                concerned.addAll(queries);
            }
        });
        if (!concerned.isEmpty()) {
            difference(change).forEach(person -> concerned.forEach(query -> query.look(person, false)));
        }
    }

    private static Set<AddressOfRecord> difference(GroupChange change) {
        Set<AddressOfRecord> before = new HashSet<>();
        change.before().map(Group::members).ifPresent(before::addAll);
        Set<AddressOfRecord> different = new HashSet<>(before);
        change.after().map(Group::members).ifPresent(after -> {
            different.addAll(after);
            before.retainAll(Set.copyOf(after));
            different.removeAll(before);
        });
        return different;
    }

    /** In parts, so that somebody whom thousands ask for does not hold up the others of the lane. */
    private void look(AddressOfRecord person, List<LiveQuery> concerned, int from, boolean urgent) {
        int to = Math.min(from + AT_ONCE, concerned.size());
        concerned.subList(from, to).forEach(query -> query.look(person, urgent));
        if (to < concerned.size()) {
            pacing.lanes().execute(person, () -> look(person, concerned, to, urgent));
        }
    }

    private Optional<Match> match(Caller asker, PresenceQuery query, AddressOfRecord person) {
        return policy.showing(asker, person).flatMap(grant -> {
            PresenceDocument document = presence.current(person);
            PresenceDocument seen = policy.seen(document, grant);
            return query.meets(seen, grant.level())
                    ? Optional.of(new Match(Standing.of(seen), document, grant))
                    : Optional.empty();
        });
    }

    private void forget(LiveQuery query) {
        watched.computeIfPresent(query.query().who(), (who, all) -> {
            all.remove(query);
            return all.isEmpty() ? null : all;
        });
    }

    private void require(Caller asker, PresenceQuery query) {
        if (!policy.isColleague(asker)) {
            throw new Refusal.Forbidden("Only colleagues ask for people by how they are.");
        }
        if (query.who().group().filter(id -> directory.group(id).isEmpty()).isPresent()) {
            throw new Refusal.NotFound("There is no such group.");
        }
    }
}
