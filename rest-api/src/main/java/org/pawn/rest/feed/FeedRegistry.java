package org.pawn.rest.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** The open connections, by what one looks them up by. Thread-safe. */
final class FeedRegistry {
    private final Set<FeedConnection> all = ConcurrentHashMap.newKeySet();
    private final Map<AddressOfRecord, Set<FeedConnection>> byPerson = new ConcurrentHashMap<>();
    private final Map<String, FeedConnection> byFeed = new ConcurrentHashMap<>();

    void add(FeedConnection connection) {
        all.add(connection);
    }

    void signedIn(FeedConnection connection, String feed, Optional<AddressOfRecord> person) {
        byFeed.put(feed, connection);
        person.ifPresent(of -> byPerson.compute(of, (key, before) -> {
            Set<FeedConnection> set = before == null ? ConcurrentHashMap.newKeySet() : before;
            set.add(connection);
            return set;
        }));
    }

    void remove(FeedConnection connection, Optional<String> feed, Optional<AddressOfRecord> person) {
        all.remove(connection);
        feed.ifPresent(id -> byFeed.remove(id, connection));
        person.ifPresent(of -> byPerson.computeIfPresent(of, (key, set) -> {
            set.remove(connection);
            return set.isEmpty() ? null : set;
        }));
    }

    List<FeedConnection> all() {
        return List.copyOf(all);
    }

    List<FeedConnection> of(AddressOfRecord person) {
        return List.copyOf(byPerson.getOrDefault(person, Set.of()));
    }

    Optional<FeedConnection> feed(String id) {
        return Optional.ofNullable(byFeed.get(id));
    }

    int size() {
        return all.size();
    }
}
