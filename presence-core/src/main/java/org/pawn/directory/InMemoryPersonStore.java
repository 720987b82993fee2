package org.pawn.directory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** Keeps people as long as the process lives. */
public final class InMemoryPersonStore implements PersonStore {
    private final Map<AddressOfRecord, Person> people = new ConcurrentHashMap<>();
    private final Map<String, Group> groups = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<Void> save(Person person) {
        people.put(person.address(), person);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord address) {
        people.remove(address);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> save(Group group) {
        groups.put(group.id(), group);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> removeGroup(String id) {
        groups.remove(id);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Person> people() {
        return List.copyOf(people.values());
    }

    @Override
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }
}
