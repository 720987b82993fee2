package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Whether a server at half load, in which subscriptions and publications come, change and expire all the time, grows. */
public final class Churn {
    private static final int USUAL_MINUTES = 30;
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration SHORTLY = Duration.ofMinutes(2);
    private static final double MOST_GROWTH_PERCENT = 5;

    /** Lives may be as short as those of the passers. */
    static final String SHORT_LIVES = ServerProcess.NO_SIGN_IN + "  minExpires: PT5S\n";

    private Churn() {}

    /** Takes the minutes. Exits with 1 if a state was lost, the heap grew by more than 5 %, or threads were added. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        int minutes = arguments.length == 0 ? USUAL_MINUTES : Integer.parseInt(arguments[0]);
        CapacityRun.Plan crowd = new CapacityRun.Plan(7_500, 20, 500, 0, Duration.ZERO);
        DayRun.Plan plan = new DayRun.Plan(crowd, 12, 25, Duration.ofMinutes(minutes), Duration.ofMinutes(1));
        out.printf(
                "%,d people with %d contacts each, %d changes and %d passers a second, for %d minutes:%n",
                crowd.people(), crowd.watchersEach(), plan.changesPerSecond(), plan.passersPerSecond(), minutes);
        try (ServerProcess server = ServerProcess.start("1g", SHORT_LIVES)) {
            DayRun.Result result = new DayRun(plan, out).on(server);
            out.print(server.log());
            DayRun.Sample early = result.at((minutes > EARLY.toMinutes() ? EARLY : SHORTLY).plusSeconds(30));
            DayRun.Sample end = result.end();
            double growth = 100.0
                    * (end.heap().bytes() - early.heap().bytes())
                    / early.heap().bytes();
            Report report = new Report("churn");
            report.add(
                    "live heap after " + early.at().toMinutes() + " minutes",
                    early.heap().mebibytes(),
                    "MiB");
            report.add("live heap at the end", end.heap().mebibytes(), "MiB");
            report.add("growth", growth, "%");
            report.add("threads then", early.threads(), "");
            report.add("threads at the end", end.threads(), "");
            report.add("server CPU, of one processor", result.serverPercent(), "%");
            report.add("PUBLISH to NOTIFY, p50", result.delays().percentileMillis(50), "ms");
            report.add("PUBLISH to NOTIFY, p99", result.delays().percentileMillis(99), "ms");
            report.add("states lost", result.lost(), "of " + result.changes() * crowd.watchersEach());
            report.add("largest resident size", result.peakResidentMebibytes(), "MiB");
            report.add("processors busy with other programs", result.othersPercent(), "%");
            report.print(out);
            boolean steady = growth <= MOST_GROWTH_PERCENT && end.threads() <= early.threads();
            System.exit(result.lost() == 0 && steady ? 0 : 1);
        }
    }
}
