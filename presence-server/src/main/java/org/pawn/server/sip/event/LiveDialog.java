package org.pawn.server.sip.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.pawn.address.AddressOfRecord;
import org.pawn.dialoginfo.Dialog;
import org.pawn.dialoginfo.Participant;
import org.pawn.policy.CallDetail;

/**
 * One call of a person that goes through us (RFC 4235 section 3.7.1).
 *
 * @param id names it among the calls of this server, and tells nothing
 * @param other who is at the other end, once somebody is
 */
record LiveDialog(
        String id, Dialog.Direction direction, Dialog.State state, Optional<AddressOfRecord> other, Instant since) {
    LiveDialog in(Dialog.State next) {
        return new LiveDialog(id, direction, next, other, since);
    }

    LiveDialog since(Instant begun) {
        return new LiveDialog(id, direction, state, other, begun);
    }

    boolean isOver() {
        return state == Dialog.State.TERMINATED;
    }

    /** Whether the person is called and has yet to answer. */
    boolean isRinging() {
        return direction == Dialog.Direction.RECIPIENT && state.compareTo(Dialog.State.CONFIRMED) < 0;
    }

    /** As it is shown to somebody who sees that much. */
    Dialog shown(AddressOfRecord person, CallDetail detail, Instant now) {
        boolean parties = detail == CallDetail.PARTIES;
        Duration lasts = Duration.between(since, now);
        return new Dialog(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(direction),
                state,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(lasts.isNegative() ? Duration.ZERO : lasts),
                parties ? Participant.of(person.sipUri()) : Participant.UNSAID,
                other.filter(who -> parties)
                        .map(who -> Participant.of(who.sipUri()))
                        .orElse(Participant.UNSAID));
    }
}
