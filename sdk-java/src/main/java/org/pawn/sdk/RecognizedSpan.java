package org.pawn.sdk;

import java.util.List;
import java.util.Optional;

/**
 * A person, group or phone number that the server found in a text.
 *
 * @param start inclusive, in UTF-16 code units, as {@link String#substring} counts
 * @param end exclusive
 * @param kind {@code person}, {@code group}, {@code phone}, {@code term}; open
 * @param text the words of the text
 * @param group the id of a group
 * @param presence of a person, as you may see them
 */
public record RecognizedSpan(
        int start,
        int end,
        String kind,
        String text,
        Optional<String> address,
        Optional<String> name,
        Optional<String> group,
        Optional<String> phone,
        Optional<Presence> presence,
        List<Offer> actions) {

    public RecognizedSpan {
        actions = List.copyOf(actions);
    }

    /**
     * Something that can be done with it.
     *
     * @param id {@code message}, {@code mail}, {@code call}, {@code schedule}; open
     */
    public record Offer(String id, String label, Optional<String> uri) {}
}
