package org.pawn.audit;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some of a person's looks, the newest first.
 *
 * @param next the place after which older ones come, if there are any
 */
public record LookPage(List<Look> looks, OptionalLong next) {
    public LookPage {
        looks = List.copyOf(looks);
    }
}
