package org.pawn.server.sip;

import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.dialoginfo.Dialog.Direction;
import org.pawn.dialoginfo.Dialog.State;
import org.pawn.presence.Call;
import org.pawn.presence.CallState;
import org.pawn.server.sip.event.DialogStates;
import org.pawn.server.sip.event.DialogStates.Side;
import org.pawn.server.sip.proxy.CallListener;

/**
 * Lets calls that go through us show, in presence and as dialogs (RFC 4235). In presence, the caller is in one from the
 * first ringing at the far end and who is rung once they answer, so that nobody can fill their presence by letting them
 * ring; as dialogs, both from where each is told of it (section 3.7.1).
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
        dialogs.begun(calling(caller.person(), call), State.TRYING);
    }

    @Override
    public void provisional(String call, AddressOfRecord caller, boolean early) {
        dialogs.begun(calling(caller, call), early ? State.EARLY : State.PROCEEDING);
    }

    @Override
    public void ringing(String call, End caller, AddressOfRecord called) {
        calls.ringing(caller.person(), call);
        dialogs.begun(called(called, call, caller), State.EARLY);
    }

    @Override
    public void confirmed(String call, End caller, End callee) {
        calls.confirmed(caller.person(), call, false, Optional.of(caller.flow()));
        calls.confirmed(callee.person(), call, false, Optional.of(callee.flow()));
        dialogs.confirmed(new Side(caller.person(), call, Direction.INITIATOR, Optional.of(callee.person())));
        dialogs.confirmed(called(callee.person(), call, caller));
    }

    private static Side calling(AddressOfRecord caller, String call) {
        return new Side(caller, call, Direction.INITIATOR, Optional.empty());
    }

    private static Side called(AddressOfRecord person, String call, End caller) {
        return new Side(
                person, call, Direction.RECIPIENT, Optional.of(caller.person()).filter(who -> caller.named()));
    }

    @Override
    public void ended(String call, AddressOfRecord person) {
        calls.ended(person, call);
        dialogs.ended(person, call);
    }
}
