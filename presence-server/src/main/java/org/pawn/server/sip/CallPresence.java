package org.pawn.server.sip;

import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.dialoginfo.Dialog.Direction;
import org.pawn.dialoginfo.Dialog.State;
import org.pawn.presence.Call;
import org.pawn.presence.CallState;
import org.pawn.server.sip.event.DialogStates;
import org.pawn.server.sip.proxy.CallListener;

/**
 * Lets calls that go through us show, in presence and as dialogs (RFC 4235): the caller is in one from the first ringing
 * at the far end, who is rung once they answer; nothing is told of them before, so that nobody can fill their presence by
 * letting them ring.
 */
final class CallPresence implements CallListener {
    private final CallState calls;
    private final DialogStates dialogs;

    CallPresence(CallState calls, DialogStates dialogs) {
        this.calls = calls;
        this.dialogs = dialogs;
    }

    @Override
    public void begun(String call, End caller) {
        calls.begin(caller.person(), call, Call.Role.CALLER, Optional.of(caller.flow()));
        dialogs.begun(caller.person(), call, Direction.INITIATOR, State.TRYING);
    }

    @Override
    public void ringing(String call, AddressOfRecord caller) {
        calls.ringing(caller, call);
        dialogs.begun(caller, call, Direction.INITIATOR, State.EARLY);
    }

    @Override
    public void confirmed(String call, End caller, End callee) {
        calls.confirmed(caller.person(), call, false, Optional.of(caller.flow()));
        calls.confirmed(callee.person(), call, false, Optional.of(callee.flow()));
        dialogs.confirmed(caller.person(), call, Direction.INITIATOR, callee.person());
        dialogs.confirmed(callee.person(), call, Direction.RECIPIENT, caller.person());
    }

    @Override
    public void ended(String call, AddressOfRecord person) {
        calls.ended(person, call);
        dialogs.ended(person, call);
    }
}
