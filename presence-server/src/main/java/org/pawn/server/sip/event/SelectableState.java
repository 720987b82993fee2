package org.pawn.server.sip.event;

/** A state of which the subscriber can select another part while it is told of. */
public interface SelectableState extends EventState {
    /**
     * From now on that is told, and nothing of what was selected before.
     *
     * @throws org.pawn.refusal.Refusal.Invalid if it cannot be such a body; then nothing changes
     */
    void select(byte[] body);
}
