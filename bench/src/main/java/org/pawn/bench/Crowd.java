package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;

/** A contact list of 5,000 to its full first state, and a person whom 15,000 watch, on a real server. */
public final class Crowd {
    private static final FirstStates.Plan CONTACTS = new FirstStates.Plan(5_000, 10);
    private static final CrowdRun.Plan CROWD = new CrowdRun.Plan(15_000, 100, 5, 10, 100);

    private Crowd() {}

    /** Takes no arguments. Exits with 1 if a state did not come. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        Report report = new Report("crowd");
        int missing = firstStates(out, report) + crowd(out, report);
        report.print(out);
        System.exit(missing == 0 ? 0 : 1);
    }

    private static int firstStates(PrintStream out, Report report) throws IOException, InterruptedException {
        out.printf("a contact list of %,d …%n", CONTACTS.contacts());
        try (ServerProcess server = ServerProcess.start("1g", ServerProcess.AS_ALWAYS)) {
            FirstStates.Result result = new FirstStates(CONTACTS, out).on(server);
            String name = CONTACTS.contacts() + " contacts, password to full first state by ";
            delays(report, name + "feed", result.feed());
            delays(report, name + "REST batch", result.rest());
            report.add("states that did not come", result.missing(), "");
            out.print(server.log());
            return result.missing();
        }
    }

    private static int crowd(PrintStream out, Report report) throws IOException, InterruptedException {
        out.printf("%,d SIP watchers of one person, from one socket …%n", CROWD.watchers());
        try (ServerProcess server = ServerProcess.start("1g", ServerProcess.NO_SIGN_IN)) {
            CrowdRun.Result result = new CrowdRun(CROWD, out).on(server);
            String name = CROWD.watchers() + " watchers, PUBLISH to ";
            delays(report, name + "NOTIFY", result.each());
            delays(report, name + "the last NOTIFY", result.last());
            delays(report, "others meanwhile, PUBLISH to NOTIFY", result.others());
            report.add("states lost", result.lost(), "");
            report.add("NOTIFYs repeated", result.repeated(), "");
            report.add("processors busy with other programs", result.othersPercent(), "%");
            out.print(server.log());
            return result.lost();
        }
    }

    private static void delays(Report report, String what, Latencies latencies) {
        report.add(what + ", p50", latencies.percentileMillis(50), "ms");
        report.add(what + ", p99", latencies.percentileMillis(99), "ms");
        report.add(what + ", longest", latencies.percentileMillis(100), "ms");
    }
}
