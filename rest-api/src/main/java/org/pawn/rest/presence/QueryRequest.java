package org.pawn.rest.presence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.presence.Availability;
import org.pawn.presence.Schedule;
import org.pawn.query.PresenceQuery;
import org.pawn.rest.http.Input;

/** A query as callers write it, to {@code presence:query} and in a feed's watch alike. */
public record QueryRequest(
        Optional<String> group,
        Optional<String> words,
        Optional<List<String>> availability,
        Optional<List<String>> schedule,
        Optional<String> order,
        Optional<Integer> limit) {
    private static final int DEFAULT_LIMIT = 100;

    /** Refuses what cannot be asked, naming the member. */
    public PresenceQuery query() {
        Set<Availability> availabilities = new LinkedHashSet<>();
        availability
                .orElse(List.of())
                .forEach(label -> availabilities.add(Input.known("availability", Availability.ofLabel(label))));
        Set<Schedule.State> states = new LinkedHashSet<>();
        schedule.orElse(List.of()).forEach(label -> states.add(Input.known("schedule", Schedule.State.ofLabel(label))));
        PresenceQuery.Order by = Input.known("order", PresenceQuery.Order.ofLabel(order.orElse("address")));
        return Input.value(
                "limit",
                () -> new PresenceQuery(group, words, availabilities, states, by, limit.orElse(DEFAULT_LIMIT)));
    }
}
