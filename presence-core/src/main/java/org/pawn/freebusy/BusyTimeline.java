package org.pawn.freebusy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Overlapping intervals swept into a sorted list in which each instant has one type; O(n log n). */
final class BusyTimeline {
    private static final int TYPES = BusyType.values().length;

    /** How many intervals of each type open (or, below zero, close) at an instant. */
    private final TreeMap<Instant, int[]> edges = new TreeMap<>();

    void add(BusyInterval interval) {
        edges.computeIfAbsent(interval.start(), at -> new int[TYPES])[
                interval.type().ordinal()]++;
        edges.computeIfAbsent(interval.end(), at -> new int[TYPES])[
                interval.type().ordinal()]--;
    }

    List<BusyInterval> merged() {
        List<BusyInterval> merged = new ArrayList<>();
        int[] open = new int[TYPES];
        Optional<BusyType> current = Optional.empty();
        Instant since = Instant.MIN;
        for (Map.Entry<Instant, int[]> edge : edges.entrySet()) {
            for (int type = 0; type < TYPES; type++) {
                open[type] += edge.getValue()[type];
            }
            Optional<BusyType> strongest = strongest(open);
            if (!strongest.equals(current)) {
                if (current.isPresent()) {
                    merged.add(new BusyInterval(since, edge.getKey(), current.get()));
                }
                since = edge.getKey();
                current = strongest;
            }
        }
        return List.copyOf(merged);
    }

    private static Optional<BusyType> strongest(int[] open) {
        for (int type = TYPES - 1; type >= 0; type--) {
            if (open[type] > 0) {
                return Optional.of(BusyType.values()[type]);
            }
        }
        return Optional.empty();
    }
}
