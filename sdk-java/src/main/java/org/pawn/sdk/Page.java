package org.pawn.sdk;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param nextCursor give it back for the next page; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
