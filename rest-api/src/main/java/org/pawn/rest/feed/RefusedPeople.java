package org.pawn.rest.feed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** Whose watches wait for someone who was not to be seen: they are asked again when that may have changed. Thread-safe. */
final class RefusedPeople {
    private final Map<AddressOfRecord, Set<WatchedPeople>> waiting = new ConcurrentHashMap<>();

    void add(AddressOfRecord person, WatchedPeople people) {
        waiting.compute(person, (key, before) -> {
            Set<WatchedPeople> set = before == null ? ConcurrentHashMap.newKeySet(2) : before;
            set.add(people);
            return set;
        });
    }

    void remove(AddressOfRecord person, WatchedPeople people) {
        waiting.computeIfPresent(person, (key, set) -> {
            set.remove(people);
            return set.isEmpty() ? null : set;
        });
    }

    List<WatchedPeople> waitingFor(AddressOfRecord person) {
        return List.copyOf(waiting.getOrDefault(person, Set.of()));
    }
}
