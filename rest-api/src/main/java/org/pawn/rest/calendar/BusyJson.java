package org.pawn.rest.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.TimeSpan;

/** A person's busy time on the wire; {@code asOf} is null where there is no calendar to be of any age. */
record BusyJson(
        String address,
        Instant from,
        Instant to,
        @JsonInclude Optional<Instant> asOf,
        String coverage,
        List<Busy> busy,
        List<Span> unknown,
        List<Span> workingHours) {

    record Busy(Instant start, Instant end, String type) {}

    record Span(Instant start, Instant end) {
        static Span of(TimeSpan span) {
            return new Span(span.start(), span.end());
        }
    }

    static BusyJson of(AddressOfRecord person, FreeBusy time) {
        return new BusyJson(
                person.toString(),
                time.from(),
                time.to(),
                time.asOf(),
                label(time.coverage()),
                time.busy().stream()
                        .map(busy -> new Busy(busy.start(), busy.end(), label(busy.type())))
                        .toList(),
                time.unknown().stream().map(Span::of).toList(),
                time.workingHours().stream().map(Span::of).toList());
    }

    static String label(Coverage coverage) {
        return switch (coverage) {
            case KNOWN -> "known";
            case STALE -> "stale";
            case NONE -> "none";
            case HIDDEN -> "hidden";
        };
    }

    static String label(BusyType type) {
        return switch (type) {
            case BUSY -> "BUSY";
            case BUSY_TENTATIVE -> "BUSY-TENTATIVE";
            case BUSY_UNAVAILABLE -> "BUSY-UNAVAILABLE";
        };
    }
}
