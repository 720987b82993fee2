package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;

/**
 * What the calendar says of now, whether or not the person is signed in.
 *
 * @param until when this state ends, exclusive, UTC; absent when not known
 * @param freeAt the start of the next usable gap; now (the instant of asking) when free; absent when unknown
 * @param then what it says from {@code until} on; absent when that is not known
 */
public record Schedule(State state, Optional<Instant> until, Optional<Instant> freeAt, Optional<State> then) {
    /** Without a calendar, or with one that is stale: never "free". */
    public static final Schedule UNKNOWN = new Schedule(State.UNKNOWN, Optional.empty(), Optional.empty());

    /** One of which it is not known what comes after it. */
    public Schedule(State state, Optional<Instant> until, Optional<Instant> freeAt) {
        this(state, until, freeAt, Optional.empty());
    }

    Schedule freeFrom(Optional<Instant> other) {
        return new Schedule(state, until, other, then);
    }

    /** The label is the wire name. */
    public enum State {
        FREE("free"),
        TENTATIVE("tentative"),
        BUSY("busy"),
        OUT_OF_OFFICE("outOfOffice"),
        ELSEWHERE("elsewhere"),
        UNKNOWN("unknown");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** By label; empty for a name we do not know. */
        public static Optional<State> ofLabel(String label) {
            for (State state : values()) {
                if (state.label.equals(label)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }
}
