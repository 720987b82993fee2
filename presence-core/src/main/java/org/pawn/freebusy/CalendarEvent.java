package org.pawn.freebusy;

import java.time.Instant;
import java.util.Optional;

/**
 * One occurrence of an event that says something about its owner; transparent, cancelled and declined ones are not made.
 *
 * @param id the same for the same occurrence at each reading: UID and recurrence
 * @param start inclusive, UTC
 * @param end exclusive, UTC, after {@code start}
 * @param withOthers whether someone besides the owner takes part
 * @param subject for the owner's own eyes and the Personal level
 */
public record CalendarEvent(
        String id,
        Instant start,
        Instant end,
        Kind kind,
        boolean allDay,
        boolean withOthers,
        Optional<String> subject) {

    /** What the event does to its owner. */
    public enum Kind {
        /** Gives the place alone; the person is not busy. */
        ELSEWHERE,
        TENTATIVE,
        BUSY,
        OUT_OF_OFFICE
    }

    public CalendarEvent {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("an event ends after it starts");
        }
    }

    /** The busy time that the event makes, if it makes any. */
    public Optional<BusyInterval> busy() {
        return switch (kind) {
            case ELSEWHERE -> Optional.empty();
            case TENTATIVE -> Optional.of(new BusyInterval(start, end, BusyType.BUSY_TENTATIVE));
            case BUSY -> Optional.of(new BusyInterval(start, end, BusyType.BUSY));
            case OUT_OF_OFFICE -> Optional.of(new BusyInterval(start, end, BusyType.BUSY_UNAVAILABLE));
        };
    }
}
