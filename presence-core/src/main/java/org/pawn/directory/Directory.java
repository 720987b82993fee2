package org.pawn.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.pawn.address.AddressOfRecord;

/**
 * People and groups, read from memory and written durably. Knows who exists; decides nothing about who may see them.
 * Thread-safe.
 */
public final class Directory {
    private final PersonStore store;
    private final Executor afterWrites;
    private final Map<AddressOfRecord, Person> people = new ConcurrentHashMap<>();
    private final Map<String, AddressOfRecord> aliases = new ConcurrentHashMap<>();
    private final Map<String, Group> groups = new ConcurrentHashMap<>();
    private final Map<String, Set<AddressOfRecord>> members = new ConcurrentHashMap<>(); // of groups
    private final Map<AddressOfRecord, Set<String>> teams = new ConcurrentHashMap<>();
    private final List<Consumer<AddressOfRecord>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<GroupChange>> groupListeners = new CopyOnWriteArrayList<>();

    /** Listeners run where the store completes its writes: they may not wait for the store. */
    public Directory(PersonStore store) {
        this(store, Runnable::run);
    }

    /** @param afterWrites runs what follows a write, listeners too, one after the other; may let them wait */
    public Directory(PersonStore store, Executor afterWrites) {
        this.store = store;
        this.afterWrites = afterWrites;
        store.people().forEach(this::index);
        store.groups().forEach(this::index);
    }

    /** Told after a person was saved or removed. */
    public void onChange(Consumer<AddressOfRecord> listener) {
        listeners.add(listener);
    }

    /** Told after a group was saved or removed; a person who is removed leaves their groups first. */
    public void onGroupChange(Consumer<GroupChange> listener) {
        groupListeners.add(listener);
    }

    public Optional<Person> person(AddressOfRecord address) {
        return Optional.ofNullable(people.get(address));
    }

    public boolean exists(AddressOfRecord address) {
        return people.containsKey(address);
    }

    /**
     * Reads an address in any accepted form and resolves the directory's e-mail aliases.
     *
     * @throws IllegalArgumentException if it is no address
     */
    public AddressOfRecord resolve(String text) {
        AddressOfRecord address = AddressOfRecord.parse(text);
        if (people.containsKey(address)) {
            return address;
        }
        return aliases.getOrDefault(address.toString().toLowerCase(Locale.ROOT), address);
    }

    /** People whom all {@link Words} of {@code query} find, in order of name. */
    public List<Person> search(String query) {
        Words words = Words.of(query);
        return people.values().stream()
                .filter(words::find)
                .sorted(Comparator.comparing((Person person) -> Words.fold(person.displayName()))
                        .thenComparing(Person::address))
                .toList();
    }

    public List<Person> all() {
        return people.values().stream()
                .sorted(Comparator.comparing(Person::address))
                .toList();
    }

    public int size() {
        return people.size();
    }

    public List<Group> groups() {
        return groups.values().stream().sorted(Comparator.comparing(Group::id)).toList();
    }

    public Optional<Group> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** However large the group. */
    public boolean isMember(AddressOfRecord person, String group) {
        return members.getOrDefault(group, Set.of()).contains(person);
    }

    /** Whether the two are members of one group that is a team. */
    public boolean sameTeam(AddressOfRecord one, AddressOfRecord other) {
        Set<String> mine = teams.get(one);
        Set<String> theirs = teams.get(other);
        return mine != null && theirs != null && mine.stream().anyMatch(theirs::contains);
    }

    /** Adds or replaces; completes once it is on disk and visible. */
    public CompletableFuture<Void> save(Person person) {
        return store.save(person)
                .thenRunAsync(
                        () -> {
                            index(person);
                            tell(person.address());
                        },
                        afterWrites);
    }

    /** Removes the person, from all groups too; completes once it is on disk and visible. */
    public CompletableFuture<Void> remove(AddressOfRecord address) {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (Group group : groups()) {
            if (group.members().contains(address)) {
                List<AddressOfRecord> rest = group.members().stream()
                        .filter(member -> !member.equals(address))
                        .toList();
                writes.add(save(new Group(group.id(), group.name(), group.team(), rest)));
            }
        }
        writes.add(store.remove(address));
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
                .thenRunAsync(
                        () -> {
                            Person gone = people.remove(address);
                            if (gone != null) {
                                gone.emails().forEach(mail -> aliases.remove(mail.toLowerCase(Locale.ROOT), address));
                            }
                            tell(address);
                        },
                        afterWrites);
    }

    public CompletableFuture<Void> save(Group group) {
        return store.save(group)
                .thenRunAsync(() -> tell(new GroupChange(group.id(), index(group), Optional.of(group))), afterWrites);
    }

    public CompletableFuture<Void> removeGroup(String id) {
        return store.removeGroup(id)
                .thenRunAsync(
                        () -> {
                            Optional<Group> gone = Optional.ofNullable(groups.remove(id));
                            members.remove(id);
                            indexTeams();
                            tell(new GroupChange(id, gone, Optional.empty()));
                        },
                        afterWrites);
    }

    private void index(Person person) {
        Person before = people.put(person.address(), person);
        if (before != null) {
            before.emails().forEach(mail -> aliases.remove(mail.toLowerCase(Locale.ROOT), person.address()));
        }
        person.emails().forEach(mail -> aliases.putIfAbsent(mail.toLowerCase(Locale.ROOT), person.address()));
    }

    private Optional<Group> index(Group group) {
        members.put(group.id(), Set.copyOf(group.members()));
        Optional<Group> before = Optional.ofNullable(groups.put(group.id(), group));
        indexTeams();
        return before;
    }

    private synchronized void indexTeams() {
        Map<AddressOfRecord, Set<String>> now = new ConcurrentHashMap<>();
        groups.values().stream()
                .filter(Group::team)
                .forEach(group -> group.members()
                        .forEach(member -> now.computeIfAbsent(member, added -> ConcurrentHashMap.newKeySet())
                                .add(group.id())));
        teams.keySet().retainAll(now.keySet());
        teams.putAll(now);
    }

    private void tell(AddressOfRecord address) {
        listeners.forEach(listener -> listener.accept(address));
    }

    private void tell(GroupChange change) {
        groupListeners.forEach(listener -> listener.accept(change));
    }
}
