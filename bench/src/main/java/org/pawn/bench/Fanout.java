package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** How long a change takes from its PUBLISH to each of 1,000 watchers, by SIP alone and half of them by feed. */
public final class Fanout {
    private static final int WARM_UPS = 40;
    private static final int FLIPS = 60;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Fanout() {}

    /** Takes no arguments. Exits with 1 if a watcher missed a state. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        Report report = new Report("fanout");
        int lost = 0;
        for (FanoutRun.Plan plan : List.of(
                new FanoutRun.Plan(1_000, 0, WARM_UPS, FLIPS, PAUSE),
                new FanoutRun.Plan(500, 500, WARM_UPS, FLIPS, PAUSE))) {
            out.printf("%d SIP and %d feed watchers of one person:%n", plan.sipWatchers(), plan.feedWatchers());
            try (ServerProcess server = ServerProcess.start("1g")) {
                FanoutRun.Result result = new FanoutRun(plan, out).on(server);
                add(report, plan, result);
                lost += result.lost();
                out.print(server.log());
            }
        }
        report.print(out);
        System.exit(lost == 0 ? 0 : 1);
    }

    private static void add(Report report, FanoutRun.Plan plan, FanoutRun.Result result) {
        String who = plan.sipWatchers() + " SIP + " + plan.feedWatchers() + " feeds: ";
        delays(report, who + "PUBLISH to NOTIFY", result.sip());
        if (plan.feedWatchers() > 0) {
            delays(report, who + "PUBLISH to feed frame", result.feed());
        }
        delays(report, who + "PUBLISH to the last watcher", result.last());
        report.add(
                who + "server CPU a notification",
                result.serverCpuMillis() / ((double) plan.flips() * plan.watchers()),
                "ms");
        report.add(who + "states lost", result.lost(), "of " + (plan.warmUps() + plan.flips()) * plan.watchers());
        report.add(who + "NOTIFYs repeated", result.repeated(), "");
        report.add(who + "processors busy with other programs", result.othersPercent(), "%");
    }

    private static void delays(Report report, String what, Latencies latencies) {
        report.add(what + ", p50", latencies.percentileMillis(50), "ms");
        report.add(what + ", p99", latencies.percentileMillis(99), "ms");
        report.add(what + ", longest", latencies.percentileMillis(100), "ms");
    }
}
