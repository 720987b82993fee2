package org.pawn.freebusy;

import java.util.Arrays;
import java.util.List;

/** Some of the starts that a meeting can have, by index: sorted ranges {@code [from, to)} that neither overlap nor touch. */
final class StartRanges {
    private final int[] edges; // from, to, from, to ...

    private StartRanges(int[] edges) {
        this.edges = edges;
    }

    /** The starts from which a meeting of that length meets one of the spans, which are sorted. */
    static StartRanges meeting(long[] starts, long lengthSeconds, List<TimeSpan> spans) {
        int[] edges = new int[2 * spans.size()];
        int size = 0;
        for (TimeSpan span : spans) {
            int from = firstAt(starts, span.start().getEpochSecond() - lengthSeconds + 1);
            int to = firstAt(starts, ceiling(span));
            if (size > 0 && from <= edges[size - 1]) {
                edges[size - 1] = Math.max(edges[size - 1], to);
            } else if (from < to) {
                edges[size++] = from;
                edges[size++] = to;
            }
        }
        return new StartRanges(Arrays.copyOf(edges, size));
    }

    private static long ceiling(TimeSpan span) {
        return span.end().getEpochSecond() + (span.end().getNano() > 0 ? 1 : 0);
    }

    /** The index of the first start that is not before {@code second}. */
    private static int firstAt(long[] starts, long second) {
        int found = Arrays.binarySearch(starts, second);
        return found < 0 ? -found - 1 : found;
    }

    StartRanges or(StartRanges other) {
        if (other.edges.length == 0) {
            return this;
        } else if (edges.length == 0) {
            return other;
        }
        int[] united = new int[edges.length + other.edges.length];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < edges.length || theirs < other.edges.length) {
            boolean takeMine =
                    theirs >= other.edges.length || mine < edges.length && edges[mine] <= other.edges[theirs];
            int from = takeMine ? edges[mine++] : other.edges[theirs++];
            int to = takeMine ? edges[mine++] : other.edges[theirs++];
            if (size > 0 && from <= united[size - 1]) {
                united[size - 1] = Math.max(united[size - 1], to);
            } else {
                united[size++] = from;
                united[size++] = to;
            }
        }
        return new StartRanges(Arrays.copyOf(united, size));
    }

    /** One more at each of these starts: differences, whose running sum is the count. */
    void countIn(int[] differences) {
        for (int i = 0; i < edges.length; i += 2) {
            differences[edges[i]]++;
            differences[edges[i + 1]]--;
        }
    }

    /** Whether a start is among these. */
    boolean has(int index) {
        int found = Arrays.binarySearch(edges, index);
        return found < 0 ? (-found - 1) % 2 == 1 : found % 2 == 0;
    }
}
