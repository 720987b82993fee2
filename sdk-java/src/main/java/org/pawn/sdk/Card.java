package org.pawn.sdk;

import java.util.List;
import java.util.Optional;

/**
 * A person's contact card.
 *
 * @param presence empty when you may not see it
 * @param ways how to reach the person, best first
 */
public record Card(Person person, Optional<Presence> presence, List<Way> ways) {
    public Card {
        ways = List.copyOf(ways);
    }

    /**
     * One way to reach the person.
     *
     * @param kind {@code message}, {@code call}, {@code phone}, {@code email}; open
     * @param works whether it would reach the person now
     * @param reason why it stands where it stands, for people
     * @param code the same for programs, such as {@code available} or {@code in-a-call}; open, and empty from a server
     *     that gives none
     */
    public record Way(String kind, String uri, Optional<String> label, boolean works, String reason, String code) {}
}
