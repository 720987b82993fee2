package org.pawn.sdk;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Somebody who watches a person, as that person may know it.
 *
 * @param id stays while the watcher waits and subscribes again
 * @param event what brought the watcher there: {@code subscribe}, {@code approved}, {@code timeout}; open
 * @param since when they subscribed
 * @param surface by which way: {@code sip}, {@code feed}; open
 * @param handling how they were classed: {@code allow}, {@code confirm}, {@code politeBlock}; open. They never learn it
 * @param level how much they see, where they are allowed to; empty for the person's own devices
 */
public record Watcher(
        String id,
        Viewer viewer,
        State state,
        String event,
        Instant since,
        String surface,
        String handling,
        Optional<Level> level) {

    /** Open: a word that is not known here reads as {@link #UNKNOWN}. */
    public enum State {
        /** Subscribes, and the person has yet to say. */
        PENDING,
        /** Asked, was not let in, and has gone. */
        WAITING,
        ACTIVE,
        UNKNOWN;

        /** Reads {@code pending}. */
        public static State of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
