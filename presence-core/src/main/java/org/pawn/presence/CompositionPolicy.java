package org.pawn.presence;

import java.time.Duration;

/**
 * What an organisation may decide about composing.
 *
 * @param registration what a registration without any publication makes of a person
 * @param calendarOnly how people show who never had a device
 * @param focusDoesNotDisturb whether Focusing raises to DoNotDisturb; otherwise to Busy
 * @param idleAfter without reported activity the person is idle
 * @param awayAfter and later Away
 */
public record CompositionPolicy(
        Registration registration,
        CalendarOnly calendarOnly,
        boolean focusDoesNotDisturb,
        Duration idleAfter,
        Duration awayAfter) {

    public static final CompositionPolicy DEFAULT = new CompositionPolicy(
            Registration.AVAILABLE, CalendarOnly.SCHEDULE, true, Duration.ofMinutes(5), Duration.ofMinutes(10));

    /** A phone that registers and publishes nothing makes its person this, or nothing at all. */
    public enum Registration {
        AVAILABLE,
        AWAY,
        NONE
    }

    /** A person of whom there is only a calendar: shown Offline beside their schedule, or Available and Busy by it. */
    public enum CalendarOnly {
        SCHEDULE,
        AVAILABLE
    }

    public CompositionPolicy {
        if (idleAfter.isNegative() || awayAfter.compareTo(idleAfter) < 0) {
            throw new IllegalArgumentException("idle comes before away");
        }
    }
}
