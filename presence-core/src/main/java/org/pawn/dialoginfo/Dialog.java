package org.pawn.dialoginfo;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One dialog, or half of one that is being set up (RFC 4235 section 4.1.1).
 *
 * @param id names it among its agent's dialogs
 * @param direction who called whom, where the agent says so
 * @param event why it came into this state: {@code local-bye}, {@code rejected}, as written
 * @param code the SIP response that brought it there
 * @param duration since it began
 */
public record Dialog(
        String id,
        Optional<String> callId,
        Optional<String> localTag,
        Optional<String> remoteTag,
        Optional<Direction> direction,
        State state,
        Optional<String> event,
        OptionalInt code,
        Optional<Duration> duration,
        Participant local,
        Participant remote) {
    /** The longest {@link #id}. */
    public static final int MAX_ID = 230;

    /** Which side of the call the entity is on. */
    public enum Direction {
        INITIATOR,
        RECIPIENT
    }

    /** The dialog state machine (RFC 4235 section 3.7.1), in its order. */
    public enum State {
        TRYING,
        PROCEEDING,
        EARLY,
        CONFIRMED,
        TERMINATED
    }

    public Dialog {
        if (id.isBlank() || id.length() > MAX_ID) {
            throw new IllegalArgumentException("a dialog's id has 1 to " + MAX_ID + " characters");
        }
    }

    /** Whether the entity's device plays no media: the call is on hold (RFC 4235 section 5.2). */
    public boolean isHeld() {
        return local.parameter("sip.rendering").filter("no"::equalsIgnoreCase).isPresent();
    }
}
