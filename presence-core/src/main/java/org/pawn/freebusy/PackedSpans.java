package org.pawn.freebusy;

import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Spans whose edges are whole seconds, in 16 bytes each; a span is made anew when it is asked for. Immutable. */
final class PackedSpans extends AbstractList<TimeSpan> implements RandomAccess {
    private final long[] edges; // start, end, start, end ...

    private PackedSpans(long[] edges) {
        this.edges = edges;
    }

    /** The same spans; the very same list where an edge is no whole second. */
    static List<TimeSpan> of(List<TimeSpan> spans) {
        long[] edges = new long[2 * spans.size()];
        int at = 0;
        for (TimeSpan span : spans) {
            if (span.start().getNano() != 0 || span.end().getNano() != 0) {
                return spans;
            }
            edges[at++] = span.start().getEpochSecond();
            edges[at++] = span.end().getEpochSecond();
        }
        return new PackedSpans(edges);
    }

    @Override
    public TimeSpan get(int index) {
        return new TimeSpan(Instant.ofEpochSecond(edges[2 * index]), Instant.ofEpochSecond(edges[2 * index + 1]));
    }

    @Override
    public int size() {
        return edges.length / 2;
    }
}
