package org.pawn.sdk;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the calendar says about now; told whether or not the person is signed in.
 *
 * @param until when {@code state} next changes, where known
 * @param freeAt when the person is next free, now if they are; empty when that is unknown
 * @param subject of the meeting that runs; only for the person themself and those they trust most
 */
public record Schedule(State state, Optional<Instant> until, Optional<Instant> freeAt, Optional<String> subject) {
    /** Open: a word that is not known here reads as {@link #UNKNOWN}, which is never "free". */
    public enum State {
        FREE("free"),
        TENTATIVE("tentative"),
        BUSY("busy"),
        OUT_OF_OFFICE("outOfOffice"),
        ELSEWHERE("elsewhere"),
        UNKNOWN("unknown");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word of the wire, {@code outOfOffice}. */
        public String word() {
            return word;
        }

        /** Reads a word of the wire, in any letter case. */
        public static State of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
