package org.pawn.sdk;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A person's busy time in a window; all spans are merged, sorted, half-open, in UTC.
 *
 * @param asOf when the calendars were last read; empty when they never were
 * @param coverage how much is known; nobody is free unless it is {@link Coverage#KNOWN}
 * @param unknown the parts of the window of which nothing is known
 * @param workingHours empty when not known
 */
public record FreeBusy(
        String address,
        TimeSpan window,
        Optional<Instant> asOf,
        Coverage coverage,
        List<Busy> busy,
        List<TimeSpan> unknown,
        List<TimeSpan> workingHours) {

    public FreeBusy {
        busy = List.copyOf(busy);
        unknown = List.copyOf(unknown);
        workingHours = List.copyOf(workingHours);
    }

    /** A busy span (RFC 5545 section 3.2.9); a type that is not known here reads as busy. */
    public record Busy(TimeSpan span, Type type) {}

    /** How busy. */
    public enum Type {
        BUSY,
        BUSY_TENTATIVE,
        BUSY_UNAVAILABLE;

        /** Reads {@code BUSY-TENTATIVE}. */
        public static Type of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(BUSY);
        }

        /** The word of the wire, {@code BUSY-TENTATIVE}. */
        public String word() {
            return name().replace('_', '-');
        }
    }

    /** How much is known; a word that is not known here reads as {@link #NONE}. */
    public enum Coverage {
        KNOWN,
        /** The calendars could not be read for a while: what was known still shows, but nobody is free. */
        STALE,
        /** The person has no calendar. */
        NONE,
        /** You may not see it. */
        HIDDEN;

        /** Reads {@code known}. */
        public static Coverage of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(NONE);
        }
    }

    /** Whether the person is surely free all through that span: known, within the window, and nothing in the way. */
    public boolean isFree(TimeSpan span) {
        return coverage == Coverage.KNOWN
                && !span.start().isBefore(window.start())
                && !span.end().isAfter(window.end())
                && busy.stream().noneMatch(each -> each.span().overlaps(span))
                && unknown.stream().noneMatch(each -> each.overlaps(span));
    }
}
