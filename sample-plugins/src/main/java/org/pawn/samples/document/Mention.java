package org.pawn.samples.document;

import java.util.List;
import java.util.Optional;

/**
 * Something in a paragraph that a recognizer knows.
 *
 * @param start inclusive, in UTF-16 code units of the paragraph
 * @param end exclusive
 * @param address of a person; empty for anything else
 * @param name what to call it
 */
record Mention(int start, int end, Optional<String> address, String name, List<Offer> offers) {
    Mention {
        offers = List.copyOf(offers);
    }

    /**
     * One line of its menu.
     *
     * @param id {@code mail}, {@code schedule}, {@code message}, {@code title}, or a plug-in's own
     * @param uri where it leads; empty where the page does it itself
     * @param insert what it writes behind the name
     */
    record Offer(String id, String label, Optional<String> uri, Optional<String> insert) {}
}
