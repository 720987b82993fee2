package org.pawn.rest.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.TimeSpan;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.rest.http.Input;

/** Busy time as a caller may see it: every answer about calendars comes through here. */
final class VisibleFreeBusy {
    private final PolicyService policy;
    private final FreeBusyService freeBusy;

    VisibleFreeBusy(PolicyService policy, FreeBusyService freeBusy) {
        this.policy = policy;
        this.freeBusy = freeBusy;
    }

    /** One person's, in any window; refuses like {@link PolicyService#shown}. */
    FreeBusy ofOne(Caller caller, AddressOfRecord person, Instant from, Instant to) {
        return seen(caller, person, from, to, () -> freeBusy.query(person, from, to));
    }

    /** One of many people's, in a window of at most 400 days. */
    FreeBusy ofMany(Caller caller, AddressOfRecord person, Instant from, Instant to) {
        return seen(
                caller,
                person,
                from,
                to,
                () -> freeBusy.query(List.of(person), from, to).get(0));
    }

    /** Refuses a window that no question about many people can have. */
    void requireWindowOfMany(Instant from, Instant to) {
        freeBusy.query(List.of(), from, to);
    }

    /** Whether the caller sees the person's schedule at all; refuses like {@link PolicyService#shown}. */
    boolean isVisible(Caller caller, AddressOfRecord person) {
        return isVisible(policy.shown(caller, person));
    }

    private static boolean isVisible(Grant grant) {
        return grant.level().atLeast(Level.COMPANY) && !grant.isDisguised();
    }

    /** Who is blocked politely sees somebody without a calendar; who sees too little is told that it is hidden. */
    private FreeBusy seen(Caller caller, AddressOfRecord person, Instant from, Instant to, Supplier<FreeBusy> truth) {
        Grant grant = policy.shown(caller, person);
        if (isVisible(grant)) {
            return truth.get();
        }
        TimeSpan window = Input.value("to", () -> new TimeSpan(from, to));
        boolean isHidden = !grant.level().atLeast(Level.COMPANY);
        return FreeBusy.unknown(window, isHidden ? Coverage.HIDDEN : Coverage.NONE, Optional.empty());
    }
}
