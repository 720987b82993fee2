package org.pawn.calendar.ical;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarExpander;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.CalendarProblem;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

/**
 * iCalendar files to busy time, within {@link #MAX_TIME} and {@link #MAX_CANDIDATES} a file whatever it holds. Opens no
 * connection and registers nothing with the JVM.
 */
public final class IcalExpander implements CalendarExpander {
    public static final Duration MAX_TIME = Duration.ofSeconds(2);
    public static final long MAX_CANDIDATES = 200_000;

    static {
        // iCal4j would else fetch a file's own TZURL; belt and braces, for no VTIMEZONE ever reaches it
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
    }

    private final LongSupplier nanos;

    /** The budget is measured by {@code nanos}: the thread's processor time, so that a busy machine cuts nothing off. */
    public IcalExpander(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public CalendarExpansion expand(CalendarBytes calendar, CalendarOwner owner, TimeSpan window) {
        try {
            List<CalendarProblem> problems = new ArrayList<>();
            Budget budget = new Budget(nanos, MAX_TIME, MAX_CANDIDATES);
            Expansion expansion = new Expansion(owner, window, budget, problems);
            IcalReader.read(calendar, problems, expansion::add);
            return expansion.result();
        } catch (StackOverflowError tooDeep) { // counts as bad input
            throw new Refusal.Invalid("calendar", "The calendar is nested too deep.");
        }
    }
}
