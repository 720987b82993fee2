package org.pawn.calling;

import java.util.List;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.registration.Binding;
import org.pawn.registration.RegistrationService;

/**
 * Whose devices a call may ring. Somebody who does not want to be disturbed, or has blocked the caller politely, looks to
 * the caller like somebody who is signed out. Thread-safe, never waits.
 */
public final class CallAdmission {
    private final PolicyService policy;
    private final PresenceService presence;
    private final RegistrationService registrations;

    public CallAdmission(PolicyService policy, PresenceService presence, RegistrationService registrations) {
        this.policy = policy;
        this.presence = presence;
        this.registrations = registrations;
    }

    /**
     * The devices to ring, best q first; none where the person cannot be reached.
     *
     * @throws Refusal.NotFound if a colleague calls nobody
     * @throws Refusal.NotVisible if the caller may not know of the person
     */
    public List<Binding> devices(Caller caller, AddressOfRecord called) {
        Grant grant = policy.shown(caller, called);
        boolean disturbs = presence.current(called).availability() == Availability.DO_NOT_DISTURB
                && !grant.mayBreakIn()
                && !caller.is(called);
        return disturbs || grant.isDisguised() ? List.of() : registrations.devices(called);
    }
}
