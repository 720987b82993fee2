package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;

/** How long a server takes to tell when a thousand people are busy, and when they can meet. */
public final class Answers {
    private static final AnswersRun.Plan PLAN = new AnswersRun.Plan(1_000, 100, 3);

    private Answers() {}

    /** Takes no arguments. Exits with 1 if an answer was not what it must be. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        Report report = new Report("answers");
        int wrong = 0;
        out.printf("%,d people with calendars:%n", PLAN.people());
        try (ServerProcess server = ServerProcess.start("1g")) {
            Machine.Work before = Machine.Work.now(server);
            AnswersRun run = new AnswersRun(PLAN, server, out);
            run.setUp();
            wrong += add(report, "busy time of one, 31 days", run.one());
            wrong += add(report, "busy time of 1,000, 31 days", run.batch(31));
            wrong += add(report, "meeting of 1,000 within 31 days", run.meeting(31));
            wrong += add(report, "busy time of 1,000, 400 days", run.batch(400));
            wrong += add(report, "meeting of 1,000 within 400 days", run.meeting(400));
            report.add("wrong answers", wrong, "");
            report.add("largest resident size", Machine.peakResidentMebibytes(server.pid()), "MiB");
            report.add(
                    "processors busy with other programs",
                    Machine.Work.now(server).othersPercentSince(before),
                    "%");
            out.print(server.log());
        }
        report.print(out);
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static int add(Report report, String what, AnswersRun.Question question) {
        report.add(what + ": first", question.firstMillis, "ms");
        report.add(what + ": p50", question.delays.percentileMillis(50), "ms");
        report.add(what + ": p99", question.delays.percentileMillis(99), "ms");
        report.add(what + ": server CPU, after the first", question.serverCpuMillis, "ms");
        report.add(what + ": size", Math.rint(question.bytes / 1024.0), "KiB");
        return question.wrong;
    }
}
