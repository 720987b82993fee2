package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Whether 10,000 registered people with 50,000 SIP subscriptions fit a server with 1 GiB of heap, and what each takes. */
public final class Capacity {
    private static final Duration SETTLE = Duration.ofSeconds(45);

    private Capacity() {}

    /** Takes no arguments. Exits with 1 if a watcher missed a state; a server that runs out of memory ends the run. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        CapacityRun.Plan plan = new CapacityRun.Plan(10_000, 5, 1_000, 1_000, SETTLE);
        out.printf("%,d people and %,d subscriptions in one server:%n", plan.people(), plan.subscriptions());
        try (ServerProcess server = ServerProcess.start("1g")) {
            CapacityRun.Result result = new CapacityRun(plan, out).on(server);
            out.print(server.log());
            out.println("  what the heap holds most of (number, bytes, class):");
            result.subscribed().largest().forEach(line -> out.println("    " + line));
            report(plan, result).print(out);
            System.exit(result.lost() == 0 ? 0 : 1);
        }
    }

    private static Report report(CapacityRun.Plan plan, CapacityRun.Result result) {
        Report report = new Report("capacity");
        report.add("live heap at the start", result.atStart().mebibytes(), "MiB");
        report.add("live heap, all registered", result.registered().mebibytes(), "MiB");
        report.add("live heap right after the last SUBSCRIBE", result.peak().mebibytes(), "MiB");
        report.add("live heap, all subscribed", result.subscribed().mebibytes(), "MiB");
        report.add("heap a registration", each(result.atStart(), result.registered(), plan.people()), "bytes");
        report.add(
                "heap a subscription", each(result.registered(), result.subscribed(), plan.subscriptions()), "bytes");
        report.add("largest resident size", result.peakResidentMebibytes(), "MiB");
        report.add("time to register all", result.registering().toMillis() / 1e3, "s");
        report.add("time to subscribe all", result.subscribing().toMillis() / 1e3, "s");
        report.add("PUBLISH to NOTIFY, p50", result.delays().percentileMillis(50), "ms");
        report.add("PUBLISH to NOTIFY, p99", result.delays().percentileMillis(99), "ms");
        report.add("states lost", result.lost(), "of " + plan.publishes() * plan.watchersEach());
        report.add("NOTIFYs repeated", result.repeated(), "");
        report.add("processors busy with other programs", result.othersPercent(), "%");
        return report;
    }

    private static double each(LiveHeap before, LiveHeap after, int count) {
        return Math.rint((after.bytes() - before.bytes()) / (double) count);
    }
}
