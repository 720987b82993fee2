package org.pawn.bench;

import java.io.PrintStream;
import java.time.Duration;

/**
 * The engine alone, in this process: what a change and a look cost, a person with 15,000 watchers among ordinary ones,
 * 100,000 people at rest, 10,000 people whose meeting starts at once, and queries that 10,000 people can meet.
 */
public final class Engine {
    private static final int LANES = 2;
    private static final Duration PACING = Duration.ofSeconds(1);
    private static final int IDLE_PEOPLE = 100_000;
    private static final int MEETING_PEOPLE = 10_000;
    private static final Duration MEETING_AHEAD = Duration.ofSeconds(40);
    private static final int CANDIDATES = 10_000;
    private static final int QUERIES = 20;
    private static final HubRun.Plan HUB = new HubRun.Plan(15_000, 500, 5, 20, 100);

    private Engine() {}

    /** Takes no arguments. Exits with 1 if a watcher missed a change. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        Report report = new Report("engine");
        composition(out, report);
        looks(out, report);
        long missed = hub(out, report);
        queries(out, report);
        idle(out, report);
        missed += boundary(out, report);
        report.print(out);
        System.exit(missed == 0 ? 0 : 1);
    }

    private static void composition(PrintStream out, Report report) {
        out.println("what a change costs …");
        int many = 100;
        try (EngineHouse house = new EngineHouse(1, Duration.ZERO)) {
            CompositionRun run = new CompositionRun();
            CompositionRun.Cost alone = run.on(house, 0);
            CompositionRun.Cost one = run.on(house, 1);
            CompositionRun.Cost each = run.on(house, many).minus(one).each(many - 1);
            add(report, "a change, composed", alone);
            add(report, "the view of a privacy class", one.minus(alone));
            add(report, "a further watcher of that class", each);
        }
    }

    private static void looks(PrintStream out, Report report) {
        out.println("what a look costs that is noted …");
        try (EngineHouse house = new EngineHouse(1, Duration.ZERO)) {
            LookRun run = new LookRun(house);
            LookRun.Result result = run.run();
            add(report, "noting a look, once more at the same person", result.again());
            add(report, "noting a look, at somebody else each time", result.first());
            out.printf("  (%,d shown)%n", run.shown());
        }
    }

    private static void add(Report report, String name, CompositionRun.Cost cost) {
        report.add(name, cost.micros(), "us CPU");
        report.add(name + ", allocated", Math.rint(cost.bytes()), "bytes");
    }

    private static long hub(PrintStream out, Report report) throws InterruptedException {
        out.printf("%,d watchers of one person …%n", HUB.watchers());
        try (EngineHouse house = new EngineHouse(LANES, PACING)) {
            HubRun.Result result = new HubRun(HUB).on(house);
            report.add(
                    "flip to the last of 15,000 outboxes, p50",
                    result.lastOutbox().percentileMillis(50),
                    "ms");
            report.add(
                    "flip to the last of 15,000 outboxes, worst",
                    result.lastOutbox().percentileMillis(100),
                    "ms");
            report.add("others meanwhile, p50", result.others().percentileMillis(50), "ms");
            report.add("others meanwhile, p99", result.others().percentileMillis(99), "ms");
            report.add("changes missed", result.missed(), "");
            return result.missed();
        }
    }

    private static void queries(PrintStream out, Report report) {
        out.printf("%,d and one queries of %,d candidates …%n", QUERIES, CANDIDATES);
        QueryRun.Result one;
        try (EngineHouse house = new EngineHouse(1, Duration.ZERO)) {
            one = new QueryRun().on(house, CANDIDATES, 1);
        }
        try (EngineHouse house = new EngineHouse(1, Duration.ZERO)) {
            QueryRun.Result many = new QueryRun().on(house, CANDIDATES, QUERIES);
            report.add("a query of 10,000 candidates, to its first answer", many.beginMillis(), "ms CPU");
            report.add("held for it, 5,000 of whom meet it", Math.rint(many.heldBytes()), "bytes");
            report.add("a candidate's change, with one such query", one.changeMicros(), "us CPU");
            report.add("each further query", (many.changeMicros() - one.changeMicros()) / (QUERIES - 1), "us CPU");
        }
    }

    private static void idle(PrintStream out, Report report) {
        out.printf("%,d people at rest …%n", IDLE_PEOPLE);
        try (EngineHouse house = new EngineHouse(LANES, PACING)) {
            IdleRun.Result result = new IdleRun().on(house, IDLE_PEOPLE);
            report.add("heap of a person in the directory", Math.rint(result.directoryBytes()), "bytes");
            report.add("heap of a person composed, phone and desk", Math.rint(result.engineBytes()), "bytes");
        }
    }

    private static long boundary(PrintStream out, Report report) throws InterruptedException {
        out.printf("%,d meetings that start at once …%n", MEETING_PEOPLE);
        try (EngineHouse house = new EngineHouse(LANES, PACING)) {
            BoundaryRun.Result result = new BoundaryRun().on(house, MEETING_PEOPLE, MEETING_AHEAD);
            report.add(
                    "start of 10,000 meetings to the last composed",
                    result.last().toMillis(),
                    "ms");
            report.add("people who missed it", result.missed(), "");
            return result.missed();
        }
    }
}
