package org.pawn.rest.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pawn.address.AddressOfRecord;

/** Who is in which watch of one connection. Guarded by the {@link WatchedPeople} that holds it. */
final class Membership {
    /**
     * Who came into a watch, and who left it.
     *
     * @param entered to be subscribed to
     * @param unplaced for whom there was no room
     * @param last of those who left, whom no watch names now
     */
    record Moves(List<Watched> entered, List<AddressOfRecord> unplaced, Set<AddressOfRecord> left, List<Watched> last) {
        static Moves none() {
            return new Moves(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>(), new ArrayList<>());
        }

        boolean areNone() {
            return entered.isEmpty() && unplaced.isEmpty() && left.isEmpty();
        }
    }

    private final Map<AddressOfRecord, Watched> people = new HashMap<>();
    private final Map<String, NamedWatch> watches = new HashMap<>();
    private final int max;

    /** @param max people who are not of a query */
    Membership(int max) {
        this.max = max;
    }

    Optional<Watched> find(AddressOfRecord person) {
        return Optional.ofNullable(people.get(person));
    }

    Optional<NamedWatch> find(String watch) {
        return Optional.ofNullable(watches.get(watch));
    }

    NamedWatch findOrBegin(String watch) {
        return watches.computeIfAbsent(watch, first -> new NamedWatch());
    }

    boolean hasRoomFor(AddressOfRecord person) {
        return people.size() < max || people.containsKey(person);
    }

    /** Puts a person into a watch. Who was refused is to be asked for again. */
    Watched place(String watch, AddressOfRecord person) {
        findOrBegin(watch).people.add(person);
        Watched earlier = people.get(person);
        if (earlier != null && earlier.problem == null) {
            earlier.watches.add(watch);
            return earlier;
        }
        Watched fresh = new Watched(person, earlier == null ? Set.of() : earlier.watches);
        fresh.watches.add(watch);
        people.put(person, fresh);
        return fresh;
    }

    /** Takes a person out of a watch; gives them if no watch names them now. */
    Optional<Watched> leave(String watch, AddressOfRecord person) {
        find(watch).ifPresent(named -> named.people.remove(person));
        Watched watched = people.get(person);
        if (watched == null || !watched.watches.remove(watch) || !watched.watches.isEmpty()) {
            return Optional.empty();
        }
        people.remove(person);
        return Optional.of(watched);
    }

    /** Makes a watch hold exactly these. */
    Moves move(String watch, Collection<AddressOfRecord> now) {
        Moves moves = Moves.none();
        NamedWatch named = findOrBegin(watch);
        Set<AddressOfRecord> joined = new LinkedHashSet<>(now);
        moves.left().addAll(named.people);
        moves.left().removeAll(joined);
        joined.removeAll(named.people);
        moves.left().forEach(person -> leave(watch, person).ifPresent(moves.last()::add));
        for (AddressOfRecord person : joined) {
            if (named.query != null || hasRoomFor(person)) {
                moves.entered().add(place(watch, person));
            } else {
                moves.unplaced().add(person);
            }
        }
        return moves;
    }

    /** Puts another in the place of somebody, with the same watches. */
    Watched renew(Watched before) {
        Watched fresh = new Watched(before.person, before.watches);
        fresh.problem = before.problem; // which may still have to be told
        people.put(before.person, fresh);
        return fresh;
    }

    /** After its people left. */
    void end(String watch) {
        watches.remove(watch);
    }

    Stream<NamedWatch> watchesOf(Watched watched) {
        return watched.watches.stream().flatMap(watch -> find(watch).stream());
    }

    /** Those of a watch who do not belong there, as far as is known of them. */
    List<Watched> unsuited(String watch) {
        return find(watch).stream()
                .flatMap(named -> named.people.stream()
                        .flatMap(person -> find(person).stream())
                        .filter(watched -> watched.view == null || !named.lets(watched.view)))
                .toList();
    }

    /** Ends all watches; gives everybody who was in one. */
    List<Watched> clear() {
        List<Watched> all = List.copyOf(people.values());
        people.clear();
        watches.clear();
        return all;
    }
}
