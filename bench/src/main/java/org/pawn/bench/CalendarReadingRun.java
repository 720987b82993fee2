package org.pawn.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.pawn.address.AddressOfRecord;
import org.pawn.calendar.ical.IcalExpander;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.TimeSpan;

/**
 * The expander that the server has, on one file. It reads and expands in one go; what it takes for a window long before
 * the first event is taken for the parsing, and what it takes more for the real one for the busy time.
 */
final class CalendarReadingRun {
    private static final TimeSpan NOTHING =
            new TimeSpan(Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("1970-01-01T00:01:00Z"));
    private static final TimeSpan WINDOW =
            new TimeSpan(Instant.parse("2026-03-09T00:00:00Z"), Instant.parse("2026-04-06T00:00:00Z"));
    private static final CalendarOwner OWNER =
            CalendarOwner.of(new AddressOfRecord("alice", "example.com"), ZoneId.of("UTC"));

    /** How long the very first reading took. */
    record First(double millis, double cpuMillis) {}

    private final CalendarPeers.Sample sample;
    private final PrintStream progress;
    private final LongSupplier threadNanos = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    private final IcalExpander expander = new IcalExpander(threadNanos);

    CalendarReadingRun(CalendarPeers.Sample sample, PrintStream progress) {
        this.sample = sample;
        this.progress = progress;
    }

    /** Before anything is compiled or even loaded. */
    First first() {
        long begun = System.nanoTime();
        long cpuBefore = threadNanos.getAsLong();
        expander.expand(sample.bytes(), OWNER, WINDOW);
        return new First((System.nanoTime() - begun) / 1e6, (threadNanos.getAsLong() - cpuBefore) / 1e6);
    }

    /** The first half warms up and does not count. */
    CalendarRounds rounds(int count) {
        progress.printf("ours, %,d times …%n", count);
        List<CalendarRounds.Round> rounds = new ArrayList<>();
        long cpu = 0;
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            expander.expand(sample.bytes(), OWNER, NOTHING);
            long parsed = System.nanoTime();
            long cpuBefore = threadNanos.getAsLong();
            CalendarExpansion expansion = expander.expand(sample.bytes(), OWNER, WINDOW);
            long cpuAfter = threadNanos.getAsLong();
            double parse = (parsed - begun) / 1e6;
            double whole = (System.nanoTime() - parsed) / 1e6;
            if (i >= count / 2) {
                rounds.add(new CalendarRounds.Round(parse, whole - parse, answer(expansion)));
                cpu += cpuAfter - cpuBefore;
            }
        }
        return new CalendarRounds(rounds, cpu / 1e6 / rounds.size());
    }

    private static CalendarRounds.Answer answer(CalendarExpansion expansion) {
        Duration busy = expansion.busy().stream()
                .map(span -> Duration.between(span.start(), span.end()))
                .reduce(Duration.ZERO, Duration::plus);
        return new CalendarRounds.Answer(
                expansion.events().size(), expansion.busy().size(), busy.toSeconds());
    }
}
