package org.pawn.audit;

import java.util.List;
import java.util.Optional;

/**
 * Some of a person's looks, the newest first.
 *
 * @param next where the older ones begin, if there are any
 */
public record LookPage(List<Look> looks, Optional<LookStore.Place> next) {
    public LookPage {
        looks = List.copyOf(looks);
    }
}
