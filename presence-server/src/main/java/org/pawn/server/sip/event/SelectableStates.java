package org.pawn.server.sip.event;

/** States of which a subscriber selects some by the body of the SUBSCRIBE. */
public interface SelectableStates extends EventStates {
    /** The type that such a body has, in lower case. */
    String selectionType();

    /**
     * Those that a body selects.
     *
     * @throws org.pawn.refusal.Refusal.Invalid if it cannot be such a body
     */
    EventStates selecting(byte[] body);
}
