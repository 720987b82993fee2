package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A server that reads 1,430 feeds every five minutes, 1,001 of which turn bad at once, in seven ways: how late the good
 * ones are read then, and whether each bad one keeps its last good copy.
 */
public final class CalendarFeeds {
    private static final CalendarFeedsRun.Plan PLAN = new CalendarFeedsRun.Plan(429, 143, Duration.ofMinutes(12));

    private CalendarFeeds() {}

    /** Takes no arguments. Exits with 1 if a good copy was lost, or the good ones are read later than R21 says. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        Report report = new Report("calendar feeds");
        boolean isGood;
        try (ServerProcess server = ServerProcess.start("1g", CalendarFeedsRun.KEYS);
                FeedHost host = new FeedHost(PLAN.feeds())) {
            Machine.Work before = Machine.Work.now(server);
            CalendarFeedsRun.Result result = new CalendarFeedsRun(PLAN, server, host, out).run();
            double interval = CalendarFeedsRun.INTERVAL.toMillis();
            report.add("good feeds", PLAN.good(), "");
            report.add("bad feeds, of seven kinds", PLAN.feeds() - PLAN.good(), "");
            report.add("readings of good feeds after the turn", result.late().count(), "");
            report.add("good feeds, late by: p50", result.late().percentileMillis(50) / 1e3, "s");
            report.add("good feeds, late by: p99", result.late().percentileMillis(99) / 1e3, "s");
            report.add("good feeds, late by: longest", result.late().percentileMillis(100) / 1e3, "s");
            report.add("p99, of the interval", 100 * result.late().percentileMillis(99) / interval, "%");
            report.add("good feeds not read again", result.neverRead(), "");
            report.add("bad feeds that say so", result.saySo(), "");
            report.add("people whose busy time has changed", result.changed(), "");
            report.add("connections to the forbidden address", result.forbidden(), "");
            report.add("server CPU", Machine.Work.now(server).serverMillisSince(before) / 1e3, "s");
            report.add("largest resident size", Machine.peakResidentMebibytes(server.pid()), "MiB");
            report.add(
                    "processors busy with other programs",
                    Machine.Work.now(server).othersPercentSince(before),
                    "%");
            isGood = result.changed() == 0
                    && result.forbidden() == 0
                    && result.neverRead() == 0
                    && result.late().percentileMillis(99) <= 2 * interval;
            out.print(server.log());
        }
        report.print(out);
        out.printf("no copy lost, and p99 at most twice the interval: %s%n", isGood ? "yes" : "NO");
        System.exit(isGood ? 0 : 1);
    }
}
