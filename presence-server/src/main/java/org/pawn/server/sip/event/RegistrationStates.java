package org.pawn.server.sip.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.reginfo.RegInfoWriter;
import org.pawn.registration.BindingInfo;
import org.pawn.registration.RegistrationService;
import org.pawn.time.TimeSource;

/** The event {@code reg} (RFC 3680): one's own devices. */
public final class RegistrationStates implements EventStates {
    private final RegistrationService registrations;
    private final TimeSource time;
    private final OpenStates<BindingInfo> open =
            new OpenStates<>(info -> info.binding().contact());

    public RegistrationStates(RegistrationService registrations, TimeSource time) {
        this.registrations = registrations;
        this.time = time;
        registrations.addListener((address, changes) -> changes.forEach(change -> open.changed(address, change)));
    }

    /** Refuses everybody but the person and administrators, whether there is such a person or not (section 4.8). */
    @Override
    public CompletableFuture<EventState> watch(Interest interest, Outlet outlet) {
        AddressOfRecord address = interest.resource();
        interest.watcher().requireOwnerOf(address, Scope.PRESENCE_READ);
        PartialState<BindingInfo> state = open.open(
                address,
                outlet,
                (version, full, contacts) -> body(address, version, full, contacts),
                asking -> ask(address, asking));
        return ask(address, state).thenApply(asked -> state);
    }

    private CompletableFuture<Void> ask(AddressOfRecord address, PartialState<BindingInfo> state) {
        return registrations.infos(address, contacts -> state.whole(() -> contacts));
    }

    private EventBody body(AddressOfRecord address, long version, boolean full, List<BindingInfo> contacts) {
        boolean isActive = full
                ? contacts.stream().anyMatch(contact -> !contact.event().isEnd())
                : !registrations.bindings(address).isEmpty();
        boolean isNothing = full && contacts.isEmpty();
        RegInfoWriter.State state = isActive
                ? RegInfoWriter.State.ACTIVE
                : isNothing ? RegInfoWriter.State.INIT : RegInfoWriter.State.TERMINATED;
        return new EventBody(
                RegInfoWriter.CONTENT_TYPE,
                RegInfoWriter.write(address, version, full, state, contacts, time.moment()));
    }
}
