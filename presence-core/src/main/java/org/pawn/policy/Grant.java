package org.pawn.policy;

import java.time.Instant;
import java.util.Optional;
import org.pawn.access.Level;

/**
 * What one viewer may see of one person. Equal grants see equal views, so a view is made once for each.
 *
 * @param level what is shown; for a polite block, what the viewer would see of the person if they were signed out
 * @param mayBreakIn whether the viewer may disturb a person who does not want to be disturbed
 * @param since when a polite block began: what is shown has not changed since
 */
public record Grant(Handling handling, Level level, boolean mayBreakIn, Optional<Instant> since) {
    /** One's own view. */
    public static final Grant SELF = allow(Level.SELF);

    static final Grant PENDING = new Grant(Handling.CONFIRM, Level.BLOCKED, false, Optional.empty());

    /** Nothing, and no hope of more. */
    public static final Grant BLOCKED = new Grant(Handling.BLOCK, Level.BLOCKED, false, Optional.empty());

    public static Grant allow(Level level) {
        return new Grant(Handling.ALLOW, level, level == Level.SELF, Optional.empty());
    }

    /** Whether there is anything to see. */
    public boolean shows() {
        return handling == Handling.ALLOW || handling == Handling.POLITE_BLOCK;
    }

    /** How much of the person's calls is shown: as their activities from Company on, with whom they speak from Personal on. */
    public CallDetail calls() {
        if (!shows() || !level.atLeast(Level.COMPANY)) {
            return CallDetail.NONE;
        }
        return level.atLeast(Level.PERSONAL) ? CallDetail.PARTIES : CallDetail.STATES;
    }

    /** Whether the person has yet to say. */
    public boolean isPending() {
        return handling == Handling.CONFIRM;
    }

    /** Whether the viewer sees someone who is signed out, whatever the person does. */
    public boolean isDisguised() {
        return handling == Handling.POLITE_BLOCK;
    }
}
