package org.pawn.presence;

/**
 * One call of a person, as whoever carries it or takes part in it tells it (RFC 4235 section 3.7.1).
 *
 * @param id names it among the calls that the same agent tells of
 * @param conference whether one end of it mixes a conference
 */
public record Call(String id, Role role, Phase phase, boolean conference) {
    /** The longest {@link #id}. */
    public static final int MAX_ID = 230;

    /** Which end the person is. */
    public enum Role {
        CALLER,
        CALLEE,
        UNKNOWN
    }

    /** How far it is: asked for, ringing at the far end, answered, over. */
    public enum Phase {
        BEGUN,
        RINGING,
        CONFIRMED,
        ENDED
    }

    public Call {
        if (id.isBlank() || id.length() > MAX_ID) {
            throw new IllegalArgumentException("a call's id has 1 to " + MAX_ID + " characters");
        }
    }

    Call in(Phase next) {
        return new Call(id, role, next, conference);
    }

    /** Whether the person is in it: it is answered, or they sit at the phone and let it ring. Who is rung is not. */
    boolean counts() {
        return phase == Phase.CONFIRMED || phase == Phase.RINGING && role == Role.CALLER;
    }

    Activity activity() {
        return Activity.of(conference ? Activity.Kind.IN_A_CONFERENCE_CALL : Activity.Kind.IN_A_CALL);
    }
}
