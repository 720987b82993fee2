package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;

/** 100,000 people with a calendar each, as a running server holds them: what they take in memory and on disk. */
public final class CalendarKeeping {
    private static final CalendarKeepingRun.Plan PLAN = new CalendarKeepingRun.Plan(100_000, 20);
    private static final double MIB = 1024 * 1024;

    private CalendarKeeping() {}

    /** Takes no arguments. Exits with 1 if a person's calendar did not reach their presence. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        Report report = new Report("calendar keeping");
        CalendarKeepingRun.Result result;
        try (CalendarKeepingRun run = new CalendarKeepingRun(PLAN, out)) {
            result = run.run();
        }
        double people = PLAN.people();
        report.add("calendars", people, "");
        report.add("a calendar's file", Math.rint(result.fileBytes() / people), "bytes");
        report.add("on disk, each", Math.rint(result.diskBytes() / people), "bytes");
        report.add("to write one, 16 at a time", result.writeMillis() / people, "ms");
        report.add("live heap: the store's cache, in all", result.storeBytes() / MIB, "MiB");
        report.add(
                "live heap: expanded, with its person's presence, each",
                Math.rint(result.expandedBytes() / people),
                "bytes");
        report.add("to take up one after a start", result.takeUpMillis() / people, "ms");
        report.add("live heap: once everybody's month was asked for, in all", result.askedBytes() / MIB, "MiB");
        report.add("people without their schedule", result.without(), "");
        report.print(out);
        System.exit(result.without() == 0 ? 0 : 1);
    }
}
