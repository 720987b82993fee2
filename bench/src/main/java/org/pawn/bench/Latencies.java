package org.pawn.bench;

import java.util.Arrays;

/** Delays, in nanoseconds. Not thread-safe. */
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1024];
    private int count;

    void add(long delayNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = delayNanos;
    }

    int count() {
        return count;
    }

    /** The smallest delay that at least {@code percent} of all do not exceed, in milliseconds; 0 of none. */
    double percentileMillis(double percent) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = sorted();
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.max(1, rank) - 1] / NANOS_PER_MILLI;
    }

    /** All delays, the shortest first. */
    long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
