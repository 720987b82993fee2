package org.pawn.rest.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.Look;
import org.pawn.audit.LookService;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.TimeSpan;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.watching.Surface;

/** Busy time as a caller may see it: every answer about calendars comes through here, and is noted as a look. */
final class VisibleFreeBusy {
    private final LookService looks;
    private final FreeBusyService freeBusy;

    VisibleFreeBusy(LookService looks, FreeBusyService freeBusy) {
        this.looks = looks;
        this.freeBusy = freeBusy;
    }

    /** One person's, in a window of at most 20 years; refuses like {@link PolicyService#shown}. */
    FreeBusy ofOne(Caller caller, AddressOfRecord person, Instant from, Instant to) {
        TimeSpan window = FreeBusyService.windowOfOne(from, to);
        return seen(caller, person, window, () -> freeBusy.query(person, from, to));
    }

    /** One of many people's, in a window of at most 400 days. */
    FreeBusy ofMany(Caller caller, AddressOfRecord person, TimeSpan window) {
        return seen(
                caller,
                person,
                window,
                () -> freeBusy.query(List.of(person), window.start(), window.end())
                        .get(0));
    }

    /** Whether the caller sees the person's schedule at all; refuses like {@link PolicyService#shown}. */
    boolean isVisible(Caller caller, AddressOfRecord person) {
        return isVisible(looks.shown(caller, person, Look.Kind.FREE_BUSY, Surface.REST));
    }

    private static boolean isVisible(Grant grant) {
        return grant.level().atLeast(Level.COMPANY) && !grant.isDisguised();
    }

    /** Who is blocked politely sees somebody without a calendar; who sees too little is told that it is hidden. */
    private FreeBusy seen(Caller caller, AddressOfRecord person, TimeSpan window, Supplier<FreeBusy> truth) {
        Grant grant = looks.shown(caller, person, Look.Kind.FREE_BUSY, Surface.REST);
        if (isVisible(grant)) {
            return truth.get();
        }
        boolean isHidden = !grant.level().atLeast(Level.COMPANY);
        return FreeBusy.unknown(window, isHidden ? Coverage.HIDDEN : Coverage.NONE, Optional.empty());
    }
}
