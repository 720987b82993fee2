package org.pawn.sdk;

import java.util.List;
import java.util.Optional;

/**
 * Which people are asked for: "any supervisor who is free". All that is given must hold. Ask it once with
 * {@link PresenceClient#query}, or watch it with {@link PresenceFeed#watch(PresenceQuery, QueryListener)}.
 *
 * @param group the id of a directory group; everybody where empty
 * @param words that name, address, title, department, roles or skills have, all of them, without case and accents
 * @param roles of which they have one, without case and accents; any where empty
 * @param skills of which they have all, likewise
 * @param availability one of these; any where empty
 * @param schedule one of these; any where empty
 * @param order who comes first
 * @param limit how many at most, the first by {@code order}: 1 to 1,000
 */
public record PresenceQuery(
        Optional<String> group,
        Optional<String> words,
        List<String> roles,
        List<String> skills,
        List<Availability> availability,
        List<Schedule.State> schedule,
        Order order,
        int limit) {
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;

    /** Who comes first; the address decides among equals. */
    public enum Order {
        ADDRESS("address"),
        /** Whose state has lasted longest. */
        LONGEST("longestAvailable"),
        /** Who is easiest to reach. */
        REACHABILITY("reachability");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        /** The word of the wire, {@code longestAvailable}. */
        public String word() {
            return word;
        }
    }

    public PresenceQuery {
        roles = List.copyOf(roles);
        skills = List.copyOf(skills);
        availability = List.copyOf(availability);
        schedule = List.copyOf(schedule);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a query asks for 1 to 1,000 people");
        }
    }

    /** Everybody, the first hundred by address. */
    public static PresenceQuery everybody() {
        return new PresenceQuery(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Order.ADDRESS,
                USUAL_LIMIT);
    }

    /** The members of a group of the directory. */
    public static PresenceQuery ofGroup(String id) {
        PresenceQuery all = everybody();
        return new PresenceQuery(
                Optional.of(id),
                all.words,
                all.roles,
                all.skills,
                all.availability,
                all.schedule,
                all.order,
                all.limit);
    }

    /** The same, of those whom these words find. */
    public PresenceQuery found(String byWords) {
        return new PresenceQuery(group, Optional.of(byWords), roles, skills, availability, schedule, order, limit);
    }

    /** The same, of those who have one of these roles. */
    public PresenceQuery withRole(String... anyOf) {
        return new PresenceQuery(group, words, List.of(anyOf), skills, availability, schedule, order, limit);
    }

    /** The same, of those who have all of these skills. */
    public PresenceQuery withSkill(String... allOf) {
        return new PresenceQuery(group, words, roles, List.of(allOf), availability, schedule, order, limit);
    }

    /** The same, of those who show as one of these. */
    public PresenceQuery showing(Availability... anyOf) {
        return new PresenceQuery(group, words, roles, skills, List.of(anyOf), schedule, order, limit);
    }

    /** The same, of those whose calendar says one of these. */
    public PresenceQuery scheduled(Schedule.State... anyOf) {
        return new PresenceQuery(group, words, roles, skills, availability, List.of(anyOf), order, limit);
    }

    /** The first so many, in that order. */
    public PresenceQuery first(int most, Order by) {
        return new PresenceQuery(group, words, roles, skills, availability, schedule, by, most);
    }
}
