package org.pawn.bench;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The test of Mann and Whitney: whether one of two sets of delays tends to be longer than the other, whatever their
 * distribution. Ties count half.
 *
 * @param u in how many of all pairs the first set's delay is the longer one
 * @param share the same as a share of all pairs: 0.5 where neither tends to be longer
 * @param z how many standard deviations {@code u} is from what chance gives, ties considered
 */
record RankSum(double u, double share, double z) {

    static RankSum of(Latencies first, Latencies second) {
        return of(first.sorted(), second.sorted());
    }

    static RankSum of(long[] first, long[] second) {
        long[] all = LongStream.concat(Arrays.stream(first), Arrays.stream(second))
                .sorted()
                .toArray();
        double ranksOfFirst = 0;
        for (long delay : first) {
            ranksOfFirst += rank(all, delay);
        }
        double n = first.length;
        double m = second.length;
        double pairs = n * m;
        double u = ranksOfFirst - n * (n + 1) / 2;
        double variance = pairs / 12 * (n + m + 1 - ties(all) / ((n + m) * (n + m - 1)));
        return new RankSum(u, u / pairs, variance == 0 ? 0 : (u - pairs / 2) / Math.sqrt(variance));
    }

    /** The mean of the ranks, from 1, of all that equal {@code delay}. */
    private static double rank(long[] sorted, long delay) {
        int first = firstAtLeast(sorted, delay);
        int end = firstAtLeast(sorted, delay + 1);
        return (first + 1 + end) / 2.0;
    }

    private static int firstAtLeast(long[] sorted, long delay) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < delay) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What ties take from the variance: the sum of t³ − t over all groups of t equals. */
    private static double ties(long[] sorted) {
        double sum = 0;
        for (int from = 0; from < sorted.length; ) {
            int end = firstAtLeast(sorted, sorted[from] + 1);
            double equals = end - from;
            sum += equals * equals * equals - equals;
            from = end;
        }
        return sum;
    }
}
