package org.pawn.freebusy;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Busy time like {@link PackedSpans}, in 17 bytes an interval. Immutable. */
final class PackedBusy extends AbstractList<BusyInterval> implements RandomAccess {
    private static final BusyType[] TYPES = BusyType.values();

    private final List<TimeSpan> spans;
    private final byte[] types;

    private PackedBusy(List<TimeSpan> spans, byte[] types) {
        this.spans = spans;
        this.types = types;
    }

    static List<BusyInterval> of(List<BusyInterval> busy) {
        byte[] types = new byte[busy.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = (byte) busy.get(i).type().ordinal();
        }
        return new PackedBusy(
                PackedSpans.of(busy.stream()
                        .map(interval -> new TimeSpan(interval.start(), interval.end()))
                        .toList()),
                types);
    }

    @Override
    public BusyInterval get(int index) {
        TimeSpan span = spans.get(index);
        return new BusyInterval(span.start(), span.end(), TYPES[types[index]]);
    }

    @Override
    public int size() {
        return types.length;
    }
}
