package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What an operation costs a server of ours and Kamailio, one after the other under the same load: each pinned to the first
 * processor, the load on the second. Processor time is what counts; it hardly depends on what else runs.
 */
public final class BesideKamailio {
    private static final List<SipLoad.Plan> PLANS = List.of(
            SipLoad.Plan.of("REGISTER, UDP", 1, false, "-m register -u 10000 -n 200000 -w 32"),
            SipLoad.Plan.of("MESSAGE relayed, UDP", 1, false, "-m message -u 1000 -n 100000 -w 32"),
            SipLoad.Plan.of("NOTIFY, 10 watchers, UDP", 10, true, "-m presence -u 100 -W 10 -n 5000 -w 100"),
            SipLoad.Plan.of("NOTIFY, 100 watchers, UDP", 100, true, "-m presence -u 10 -W 100 -n 1000 -w 100"),
            SipLoad.Plan.of("NOTIFY, 1,000 watchers, UDP", 1000, true, "-m presence -u 1 -W 1000 -n 50 -w 1"),
            SipLoad.Plan.of("SUBSCRIBE with its NOTIFY, UDP", 1, false, "-m subscribe -u 100 -W 100 -w 16 -S 1"),
            SipLoad.Plan.of("REGISTER, TCP", 1, false, "-t tcp -c 50 -m register -u 10000 -n 100000 -w 32"),
            SipLoad.Plan.of("MESSAGE relayed, TCP", 1, false, "-t tcp -c 50 -m message -u 1000 -n 50000 -w 32"),
            SipLoad.Plan.of(
                    "NOTIFY, 100 watchers, TCP", 100, true, "-t tcp -c 50 -m presence -u 10 -W 100 -n 500 -w 100"));
    private static final String CONFIG = "domain: " + SipLoad.DOMAIN + "\ntimeZone: Europe/Berlin\n";
    private static final List<String> PINNED = List.of("taskset", "-c", "0");

    private BesideKamailio() {}

    /**
     * @param arguments the load program, the script that starts the peer, how many operations warm our JVM, and words of
     *     which one must be in what is measured; none: all is
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        SipLoad load = new SipLoad(Path.of(arguments[0]));
        Path peer = Path.of(arguments[1]);
        int warmUps = Integer.parseInt(arguments[2]);
        List<String> wanted = List.of(arguments).subList(3, arguments.length);
        out.printf("%s%n%n", Machine.words());
        out.printf(
                "%-31s %9s %9s %6s %9s %9s %7s %7s %7s %7s%n",
                "", "ours ms", "theirs ms", "ratio", "ours/s", "theirs/s", "p50", "theirs", "p99", "theirs");
        long failed = 0;
        for (SipLoad.Plan plan : PLANS) {
            if (isWanted(plan, wanted)) {
                SipLoad.Result theirs = theirs(load, peer, plan);
                SipLoad.Result ours = ours(load, plan, warmUps);
                print(out, plan, ours, theirs);
                failed += ours.failed();
            }
        }
        for (SipLoad.Plan plan : HeldBesideKamailio.PLANS) {
            if (isWanted(plan, wanted)) {
                failed += HeldBesideKamailio.measure(load, peer, plan, out);
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    private static boolean isWanted(SipLoad.Plan plan, List<String> wanted) {
        return wanted.isEmpty() || wanted.stream().anyMatch(plan.name()::contains);
    }

    /** One of ours, as it is measured here. */
    static ServerProcess start() throws IOException, InterruptedException {
        return ServerProcess.start(PINNED, "3g", CONFIG + ServerProcess.NO_SIGN_IN_NO_PACING);
    }

    private static SipLoad.Result theirs(SipLoad load, Path script, SipLoad.Plan plan)
            throws IOException, InterruptedException {
        try (KamailioProcess server = KamailioProcess.start(script)) {
            return load.run(plan, server.sip(), server.pid(), 0);
        }
    }

    private static SipLoad.Result ours(SipLoad load, SipLoad.Plan plan, int warmUps)
            throws IOException, InterruptedException {
        try (ServerProcess server = start()) {
            SipLoad.Result result = load.run(plan, server.sip(), server.pid(), warmUps);
            System.out.print(server.log());
            return result;
        }
    }

    private static void print(PrintStream out, SipLoad.Plan plan, SipLoad.Result ours, SipLoad.Result theirs) {
        out.printf(
                Locale.ROOT,
                "%-31s %9.4f %9.4f %6.2f %9.0f %9.0f %7.2f %7.2f %7.2f %7.2f%s%n",
                plan.name(),
                ours.cpuMillis(),
                theirs.cpuMillis(),
                ours.cpuMillis() / theirs.cpuMillis(),
                ours.aSecond(),
                theirs.aSecond(),
                ours.p50(),
                theirs.p50(),
                ours.p99(),
                theirs.p99(),
                ours.failed() + theirs.failed() == 0
                        ? ""
                        : "  failed: " + ours.failed() + " ours, " + theirs.failed() + " theirs");
    }
}
