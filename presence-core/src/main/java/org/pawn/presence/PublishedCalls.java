package org.pawn.presence;

import java.util.List;

/**
 * What one agent says of its calls: the body of a publication of the {@code dialog} event (RFC 4235).
 *
 * @param version counts the bodies of one agent
 * @param full whether calls that are not named are over; else they are as they were
 * @param calls each id once
 */
public record PublishedCalls(long version, boolean full, List<Call> calls) implements PublishedState {
    public PublishedCalls {
        calls = List.copyOf(calls);
        if (calls.stream().map(Call::id).distinct().count() < calls.size()) {
            throw new IllegalArgumentException("a call is told of twice");
        }
    }
}
