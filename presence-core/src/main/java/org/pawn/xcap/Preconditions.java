package org.pawn.xcap;

import java.util.List;
import java.util.Optional;
import org.pawn.refusal.Refusal;

/**
 * What the caller knows of the document (RFC 4825 section 7.11); {@code *} stands for anything that is there.
 *
 * @param ifMatch tags of which the document must have one; empty: none is asked for
 * @param ifNoneMatch tags that it may not have
 */
public record Preconditions(List<String> ifMatch, List<String> ifNoneMatch) {
    public static final Preconditions NONE = new Preconditions(List.of(), List.of());

    private static final String ANY = "*";

    public Preconditions {
        ifMatch = List.copyOf(ifMatch);
        ifNoneMatch = List.copyOf(ifNoneMatch);
    }

    /**
     * @param isThere whether what is asked for is in the document: all of it, an element, an attribute
     * @throws Refusal.StaleVersion if it is not as the caller knows
     */
    void check(Optional<XcapDocument> document, boolean isThere) {
        String tag = document.map(XcapDocument::tag).orElse("");
        boolean matches =
                ifMatch.isEmpty() || ifMatch.contains(ANY) && isThere || document.isPresent() && ifMatch.contains(tag);
        boolean excluded = ifNoneMatch.contains(ANY) && isThere || document.isPresent() && ifNoneMatch.contains(tag);
        if (!matches || excluded) {
            throw new Refusal.StaleVersion();
        }
    }
}
