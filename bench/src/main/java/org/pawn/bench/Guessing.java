package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Whether time tells who there is: sign-in and look-ups for somebody and for nobody, by turns, 2,000 times each. */
public final class Guessing {
    private static final Pairs.Plan PLAN = new Pairs.Plan(200, 2_000);
    private static final double AT_MOST_PERCENT = 5;

    private Guessing() {}

    /** Takes no arguments. Exits with 1 if the medians of a pair differ by 5 % or more. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        Report report = new Report("guessing");
        boolean tells = false;
        try (ServerProcess server = ServerProcess.start("512m", ServerProcess.AS_ALWAYS)) {
            out.printf("%,d tries each, by turns; sign-in takes minutes by design …%n", PLAN.tries());
            for (Map.Entry<String, Pairs.Result> pair :
                    new GuessingRun(PLAN, out).on(server).entrySet()) {
                add(report, pair.getKey(), pair.getValue());
                tells |= pair.getValue().differencePercent() >= AT_MOST_PERCENT;
            }
            out.print(server.log());
        }
        report.print(out);
        out.printf(Locale.ROOT, "medians of each pair differ < 5 %%: %s%n", tells ? "NO" : "yes");
        System.exit(tells ? 1 : 0);
    }

    private static void add(Report report, String name, Pairs.Result result) {
        RankSum ranks = result.ranks();
        report.add(name + ", median of the first", result.first().percentileMillis(50), "ms");
        report.add(name + ", median of the second", result.second().percentileMillis(50), "ms");
        report.add(name + ", medians differ", result.differencePercent(), "%");
        report.add(name + ", Mann-Whitney U", ranks.u(), "");
        report.add(name + ", first the slower", 100 * ranks.share(), "% of pairs");
        report.add(name + ", z", ranks.z(), "");
    }
}
