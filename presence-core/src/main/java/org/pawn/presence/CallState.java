package org.pawn.presence;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;

/**
 * The way in for whoever carries calls: tell it of each dialog, and the person shows in a call while they are in one. A
 * dialog that nobody ends is forgotten after twelve hours, and with the server; one whose flow is lost, after the grace.
 * Futures complete with what the person shows. Thread-safe.
 */
public final class CallState {
    private final PresenceService presence;

    public CallState(PresenceService presence) {
        this.presence = presence;
    }

    /**
     * An INVITE has gone through, with the person at one end of it.
     *
     * @param dialog names it among all that this server carries, 1 to {@link Call#MAX_ID} characters
     * @param flow the connection of the person's end, if it depends on one
     * @throws Refusal.LimitExceeded (in the future) if they have far too many calls
     */
    public CompletableFuture<PresenceDocument> begin(
            AddressOfRecord person, String dialog, Call.Role role, Optional<String> flow) {
        Call call = new Call(dialog, role, Call.Phase.BEGUN, false);
        return presence.carry(person, dialog, flow, known -> Optional.of(known.orElse(call)));
    }

    /** The far end rings (RFC 3261 section 12.1: an early dialog). A dialog that was not begun, or is answered: nothing. */
    public CompletableFuture<PresenceDocument> ringing(AddressOfRecord person, String dialog) {
        return presence.carry(
                person,
                dialog,
                Optional.empty(),
                known -> known.map(call -> call.phase() == Call.Phase.BEGUN ? call.in(Call.Phase.RINGING) : call));
    }

    /**
     * It is answered. A dialog that was not begun begins with that: who answers after a restart of ours is in a call too.
     *
     * @param conference whether one end mixes a conference ({@code isfocus}, RFC 4579)
     */
    public CompletableFuture<PresenceDocument> confirmed(
            AddressOfRecord person, String dialog, boolean conference, Optional<String> flow) {
        return presence.carry(
                person,
                dialog,
                flow,
                known -> Optional.of(new Call(
                        dialog, known.map(Call::role).orElse(Call.Role.UNKNOWN), Call.Phase.CONFIRMED, conference)));
    }

    /** A BYE, a refusal, a cancel. One that is not known is no error. */
    public CompletableFuture<PresenceDocument> ended(AddressOfRecord person, String dialog) {
        return presence.carry(person, dialog, Optional.empty(), known -> Optional.empty());
    }
}
