package org.pawn.rest.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.TimeSpan;

/**
 * A span in which somebody is not surely free.
 *
 * @param type {@code BUSY}, {@code BUSY-TENTATIVE}, {@code BUSY-UNAVAILABLE}, or {@link #UNKNOWN}
 */
record TakenTime(Instant start, Instant end, String type) {
    /**
     * What is not known. It is a type that readers of iCalendar do not know, which they must take as BUSY (RFC 5545 section
     * 3.2.9), so that unknown never reads as free; {@code BUSY-UNAVAILABLE} would claim that the person is away.
     */
    static final String UNKNOWN = "X-UNKNOWN";

    boolean isUnknown() {
        return type.equals(UNKNOWN);
    }

    /** Sorted and never overlapping: what is busy for sure is not unknown beside it. */
    static List<TakenTime> of(FreeBusy time) {
        List<TakenTime> taken = new ArrayList<>();
        List<TimeSpan> busy = new ArrayList<>();
        for (BusyInterval interval : time.busy()) {
            busy.add(new TimeSpan(interval.start(), interval.end()));
            taken.add(new TakenTime(interval.start(), interval.end(), BusyJson.label(interval.type())));
        }
        for (TimeSpan unknown : time.unknown()) {
            unknown.without(busy).forEach(span -> taken.add(new TakenTime(span.start(), span.end(), UNKNOWN)));
        }
        taken.sort(Comparator.comparing(TakenTime::start));
        return taken;
    }
}
