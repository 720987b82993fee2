package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a registration and a subscription hold once their transactions are over: of our live heap, and of the memory that
 * Kamailio's processes share.
 */
final class HeldBesideKamailio {
    private static final int COUNT = 100_000;
    private static final Duration TRANSACTIONS_END = Duration.ofSeconds(45);
    static final List<SipLoad.Plan> PLANS = List.of(
            SipLoad.Plan.of("held: a registration", 1, false, "-m register -u 100000 -n 100000 -w 32"),
            SipLoad.Plan.of("held: a subscription", 1, false, "-m subscribe -u 1000 -W 100 -w 16 -S 1"));

    private HeldBesideKamailio() {}

    /** The failed operations. */
    static long measure(SipLoad load, Path peer, SipLoad.Plan plan, PrintStream out)
            throws IOException, InterruptedException {
        long failed;
        double theirs;
        try (KamailioProcess server = KamailioProcess.start(peer)) {
            long before = server.usedBytes();
            failed = load.run(plan, server.sip(), server.pid(), 0).failed();
            Thread.sleep(TRANSACTIONS_END.toMillis());
            theirs = (double) (server.usedBytes() - before) / COUNT;
        }
        double ours;
        try (ServerProcess server = BesideKamailio.start()) {
            long before = LiveHeap.of(server.pid()).bytes();
            failed += load.run(plan, server.sip(), server.pid(), 0).failed();
            Thread.sleep(TRANSACTIONS_END.toMillis());
            ours = (double) (LiveHeap.of(server.pid()).bytes() - before) / COUNT;
        }
        out.printf(
                Locale.ROOT,
                "%-31s %9.0f %9.0f %6.2f bytes%s%n",
                plan.name(),
                ours,
                theirs,
                ours / theirs,
                failed == 0 ? "" : "  failed: " + failed);
        return failed;
    }
}
