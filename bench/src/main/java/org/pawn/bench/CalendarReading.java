package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One calendar of 2,000 events, 200 of them recurring, parsed and expanded over four weeks: by us, by libical and by
 * ical.js, in one run.
 */
public final class CalendarReading {
    private static final int OUR_ROUNDS = 400;
    private static final int LIBICAL_ROUNDS = 100; // before ours, and once more after
    private static final int ICALJS_ROUNDS = 8;
    private static final double AT_MOST = 2; // times libical's time

    private CalendarReading() {}

    /** Takes no arguments. Exits with 1 if our answer is not what it must be, or takes too long. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        CalendarPeers peers = new CalendarPeers(Path.of("bench", "target", "calendar-peers"), out);
        Optional<CalendarPeers.Sample> sample = peers.sample();
        if (sample.isEmpty()) {
            System.exit(0);
        }
        Report report = new Report("calendar reading");
        CalendarReadingRun run = new CalendarReadingRun(sample.get(), out);
        CalendarReadingRun.First first = run.first();
        Optional<CalendarRounds> before = peers.libical(LIBICAL_ROUNDS);
        CalendarRounds ours = run.rounds(OUR_ROUNDS);
        Optional<CalendarRounds> libical =
                before.isEmpty() ? before : Optional.of(before.get().and(peers.libical(LIBICAL_ROUNDS)));
        Optional<CalendarRounds> icalJs = peers.icalJs(ICALJS_ROUNDS);

        report.add("ours, the first time in this JVM: both", first.millis(), "ms");
        report.add("ours, the first time in this JVM: both, CPU", first.cpuMillis(), "ms");
        add(report, "ours, warm", ours);
        boolean isGood = ours.isAlways(sample.get().expected());
        if (libical.isPresent()) {
            add(report, "libical", libical.get());
            addRatios(report, "libical", ours, libical.get());
            isGood &= ours.wholeMillis() <= AT_MOST * libical.get().wholeMillis();
        }
        if (icalJs.isPresent()) {
            add(report, "ical.js", icalJs.get());
            addRatios(report, "ical.js", ours, icalJs.get());
        }
        report.print(out);
        out.println("expected: " + sample.get().expected());
        out.println("ours:     " + ours.answers());
        libical.ifPresent(one -> out.println("libical:  " + one.answers()));
        icalJs.ifPresent(one -> out.println("ical.js:  " + one.answers()));
        out.printf("right, and at most %.0f times libical's time: %s%n", AT_MOST, isGood ? "yes" : "NO");
        System.exit(isGood ? 0 : 1);
    }

    private static void add(Report report, String who, CalendarRounds rounds) {
        report.add(who + ": parse", rounds.parseMillis(), "ms");
        report.add(who + ": free/busy", rounds.freeBusyMillis(), "ms");
        report.add(who + ": both", rounds.wholeMillis(), "ms");
        report.add(who + ": both, CPU", rounds.cpuMillis(), "ms");
    }

    private static void addRatios(Report report, String whom, CalendarRounds ours, CalendarRounds theirs) {
        report.add("ours to " + whom + ": parse", ours.parseMillis() / theirs.parseMillis(), "");
        report.add("ours to " + whom + ": free/busy", ours.freeBusyMillis() / theirs.freeBusyMillis(), "");
        report.add("ours to " + whom + ": both", ours.wholeMillis() / theirs.wholeMillis(), "");
        report.add("ours to " + whom + ": both, CPU", ours.cpuMillis() / theirs.cpuMillis(), "");
    }
}
