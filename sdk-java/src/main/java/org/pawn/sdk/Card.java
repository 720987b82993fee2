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
     */
    public record Way(String kind, String uri, Optional<String> label, boolean works, String reason) {}
}
