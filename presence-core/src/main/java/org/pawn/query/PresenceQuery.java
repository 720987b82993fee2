package org.pawn.query;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.Level;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;

/**
 * Which people are asked for. All that is given must hold.
 *
 * @param group the id of a directory group; everybody where absent
 * @param words that name, title or department have, all of them, without case and accents
 * @param availability one of these; any where empty
 * @param schedule one of these; any where empty
 * @param limit how many at most, the first by {@code order}
 */
public record PresenceQuery(
        Optional<String> group,
        Optional<String> words,
        Set<Availability> availability,
        Set<Schedule.State> schedule,
        Order order,
        int limit) {
    public static final int MAX_LIMIT = 1_000;

    /** Who comes first; the address decides among equals. */
    public enum Order {
        ADDRESS("address"),
        /** Whose state has lasted longest. */
        LONGEST("longestAvailable"),
        /** Who is easiest to reach. */
        REACHABILITY("reachability");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        public static Optional<Order> ofLabel(String label) {
            for (Order order : values()) {
                if (order.label.equals(label)) {
                    return Optional.of(order);
                }
            }
            return Optional.empty();
        }
    }

    private static final List<Availability> EASIEST = List.of(
            Availability.AVAILABLE,
            Availability.BE_RIGHT_BACK,
            Availability.AWAY,
            Availability.BUSY,
            Availability.DO_NOT_DISTURB,
            Availability.OFFLINE,
            Availability.UNKNOWN);

    public PresenceQuery {
        availability = Set.copyOf(availability);
        schedule = Set.copyOf(schedule);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a query asks for 1 to " + MAX_LIMIT + " people");
        }
    }

    /** The people who can be meant, however they are now. */
    List<Person> candidates(Directory directory) {
        List<Person> members = group.map(id -> directory.group(id).map(Group::members).orElse(List.of()).stream()
                        .flatMap(member -> directory.person(member).stream())
                        .toList())
                .orElseGet(directory::all);
        if (words.isEmpty()) {
            return members;
        }
        Set<Person> found = Set.copyOf(directory.search(words.get()));
        return members.stream().filter(found::contains).toList();
    }

    /** Whether somebody who shows like that is meant. */
    boolean meets(PresenceView view) {
        PresenceDocument document = view.document();
        boolean mayBeFound = words.isEmpty() || view.level().atLeast(Level.COMPANY); // titles are for colleagues
        return mayBeFound
                && (availability.isEmpty() || availability.contains(document.availability()))
                && (schedule.isEmpty() || schedule.contains(document.schedule().state()));
    }

    /** The first of those who are meant. */
    List<PresenceView> first(List<PresenceView> views) {
        return views.stream()
                .filter(this::meets)
                .sorted(comparator())
                .limit(limit)
                .toList();
    }

    private Comparator<PresenceView> comparator() {
        Comparator<PresenceView> byAddress =
                Comparator.comparing(view -> view.document().presentity());
        return switch (order) {
            case ADDRESS -> byAddress;
            case LONGEST ->
                Comparator.comparing(
                                (PresenceView view) -> view.document().since().orElse(Instant.MAX))
                        .thenComparing(byAddress);
            case REACHABILITY ->
                Comparator.comparingInt((PresenceView view) ->
                                EASIEST.indexOf(view.document().availability()))
                        .thenComparing(byAddress);
        };
    }
}
