package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** 15,000 people who are signed in and watch twenty contacts each, one by one: 300,000 subscriptions over SIP. */
public final class Crowd15k {
    private static final Duration LASTING = Duration.ofSeconds(60);

    /** Each person changes every ten minutes: at the desk, away, in a meeting, in a call. */
    private static final int CHANGES_PER_SECOND = 25;

    private Crowd15k() {}

    /** Takes no arguments. Exits with 1 if a watcher missed a state; a server that runs out of memory ends the run. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        CapacityRun.Plan crowd = new CapacityRun.Plan(15_000, 20, 1_000, 0, Duration.ZERO);
        out.printf("%,d people with %d contacts each in one server:%n", crowd.people(), crowd.watchersEach());
        try (ServerProcess server = ServerProcess.start("2g", ServerProcess.NO_SIGN_IN)) {
            DayRun.Plan plan = new DayRun.Plan(crowd, CHANGES_PER_SECOND, 0, LASTING, LASTING);
            DayRun.Result result = new DayRun(plan, out).on(server);
            out.print(server.log());
            Report report = new Report("crowd15k");
            report.add("time to register all", result.registering().toMillis() / 1e3, "s");
            report.add(
                    "time to subscribe all, each with its first NOTIFY",
                    result.subscribing().toMillis() / 1e3,
                    "s");
            report.add(
                    "live heap, all subscribed",
                    result.at(Duration.ofSeconds(10)).heap().mebibytes(),
                    "MiB");
            report.add("live heap at the end", result.end().heap().mebibytes(), "MiB");
            report.add("largest resident size", result.peakResidentMebibytes(), "MiB");
            report.add("threads", result.end().threads(), "");
            report.add("changes a second", CHANGES_PER_SECOND, "");
            report.add("server CPU meanwhile, of one processor", result.serverPercent(), "%");
            report.add("PUBLISH to NOTIFY, p50", result.delays().percentileMillis(50), "ms");
            report.add("PUBLISH to NOTIFY, p99", result.delays().percentileMillis(99), "ms");
            report.add("states lost", result.lost(), "of " + result.changes() * crowd.watchersEach());
            report.add("NOTIFYs repeated", result.repeated(), "");
            report.add("processors busy with other programs", result.othersPercent(), "%");
            report.print(out);
            System.exit(result.lost() == 0 ? 0 : 1);
        }
    }
}
