package org.pawn.bench;

import java.io.IOException;
import java.util.Random;

/** Two requests, asked by turns, one after the other, in an order that chance gives anew each time. */
final class Pairs {
    /** Asks once and gives the status; an answer that is another one's ends the run. */
    @FunctionalInterface
    interface Request {
        int ask() throws IOException, InterruptedException;
    }

    /**
     * @param warmUps asked before anything is counted
     * @param tries counted, of each
     */
    record Plan(int warmUps, int tries) {}

    /** How long each kind took, and whether one tends to take longer. */
    record Result(Latencies first, Latencies second) {
        RankSum ranks() {
            return RankSum.of(first, second);
        }

        /** By how much the medians differ, in percent of the smaller. */
        double differencePercent() {
            double one = first.percentileMillis(50);
            double other = second.percentileMillis(50);
            return 100 * (Math.max(one, other) / Math.min(one, other) - 1);
        }
    }

    private final Random random = new Random(1);

    Result ask(Plan plan, int status, Request first, int otherStatus, Request second)
            throws IOException, InterruptedException {
        Latencies one = new Latencies();
        Latencies other = new Latencies();
        for (int i = -plan.warmUps(); i < plan.tries(); i++) {
            boolean isFirstFirst = random.nextBoolean();
            for (int turn = 0; turn < 2; turn++) {
                boolean isFirst = isFirstFirst == (turn == 0);
                long took = timed(isFirst ? first : second, isFirst ? status : otherStatus);
                if (i >= 0) {
                    (isFirst ? one : other).add(took);
                }
            }
        }
        return new Result(one, other);
    }

    private static long timed(Request request, int expected) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = request.ask();
        long took = System.nanoTime() - start;
        if (status != expected) {
            throw new IllegalStateException("answered " + status + ", not " + expected);
        }
        return took;
    }
}
