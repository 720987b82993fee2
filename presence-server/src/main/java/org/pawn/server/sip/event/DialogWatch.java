package org.pawn.server.sip.event;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.dialoginfo.DialogInfo;
import org.pawn.dialoginfo.DialogInfoWriter;
import org.pawn.policy.Grant;
import org.pawn.time.TimeSource;

/** One subscription to a person's calls, and how much of them its subscriber sees. */
final class DialogWatch implements EventState {
    private final Caller watcher;
    private final AddressOfRecord person;
    private final Outlet outlet;
    private final TimeSource time;
    private final PartialState<LiveDialog> state;
    private volatile Grant grant = Grant.BLOCKED; // written on the person's lane

    DialogWatch(
            Caller watcher,
            AddressOfRecord person,
            Outlet outlet,
            TimeSource time,
            Consumer<DialogWatch> asks,
            Consumer<DialogWatch> closes) {
        this.watcher = watcher;
        this.person = person;
        this.outlet = outlet;
        this.time = time;
        this.state = new PartialState<>(
                outlet, LiveDialog::id, this::body, asking -> asks.accept(this), closed -> closes.accept(this));
    }

    Caller watcher() {
        return watcher;
    }

    AddressOfRecord person() {
        return person;
    }

    Outlet outlet() {
        return outlet;
    }

    Grant grant() {
        return grant;
    }

    /** From now on the subscriber sees that much, beginning with the whole. */
    void judged(Grant now, List<LiveDialog> calls) {
        grant = now;
        if (!now.shows()) {
            outlet.pending();
        } else {
            List<LiveDialog> seen = now.isDisguised() ? List.of() : calls;
            state.whole(() -> seen);
        }
    }

    void changed(LiveDialog call) {
        if (grant.shows() && !grant.isDisguised()) {
            state.changed(call);
        }
    }

    private EventBody body(long version, boolean full, List<LiveDialog> calls) {
        Grant now = grant;
        DialogInfo document = new DialogInfo(
                person.sipUri(),
                version,
                full,
                calls.stream()
                        .map(call -> call.shown(person, now.calls(), time.now()))
                        .toList());
        return new EventBody(DialogInfo.CONTENT_TYPE, DialogInfoWriter.write(document));
    }

    @Override
    public Optional<EventBody> next() {
        return state.next();
    }

    @Override
    public void refresh() {
        state.refresh();
    }

    @Override
    public void close() {
        state.close();
    }
}
