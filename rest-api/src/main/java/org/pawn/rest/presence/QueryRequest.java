package org.pawn.rest.presence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.directory.Words;
import org.pawn.presence.Availability;
import org.pawn.presence.Schedule;
import org.pawn.query.Candidates;
import org.pawn.query.PresenceQuery;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;

/** A query as callers write it, to {@code presence:query} and in a feed's watch alike. */
public record QueryRequest(
        Optional<String> group,
        Optional<String> words,
        Optional<List<String>> role,
        Optional<List<String>> skill,
        Optional<List<String>> availability,
        Optional<List<String>> schedule,
        Optional<String> order,
        Optional<Integer> limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_WORDS = 200;

    /** Refuses what cannot be asked, naming the member. */
    public PresenceQuery query() {
        Set<Availability> availabilities = new LinkedHashSet<>();
        availability
                .orElse(List.of())
                .forEach(label -> availabilities.add(Input.known("availability", Availability.ofLabel(label))));
        Set<Schedule.State> states = new LinkedHashSet<>();
        schedule.orElse(List.of()).forEach(label -> states.add(Input.known("schedule", Schedule.State.ofLabel(label))));
        PresenceQuery.Order by = Input.known("order", PresenceQuery.Order.ofLabel(order.orElse("address")));
        Candidates who = who();
        return Input.value(
                "limit", () -> new PresenceQuery(who, availabilities, states, by, limit.orElse(DEFAULT_LIMIT)));
    }

    private Candidates who() {
        if (words.orElse("").length() > MAX_WORDS) {
            throw new Refusal.Invalid("words", "A search has at most " + MAX_WORDS + " characters.");
        }
        Set<String> roles = new LinkedHashSet<>(role.orElse(List.of()));
        Set<String> skills = new LinkedHashSet<>(skill.orElse(List.of()));
        Candidates withRoles = Input.value("role", () -> new Candidates(group, words.map(Words::of), roles, Set.of()));
        return Input.value(
                "skill", () -> new Candidates(withRoles.group(), withRoles.words(), withRoles.roles(), skills));
    }
}
