package org.pawn.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.pawn.access.Viewer;
import org.pawn.address.AddressOfRecord;

/** Keeps looks as long as the process lives. Thread-safe. */
public final class InMemoryLookStore implements LookStore {
    private record Row(long place, Look look) {}

    private final Map<Look.Key, Row> rows = new HashMap<>(); // guarded by this
    private long lastPlace; // guarded by this

    @Override
    public synchronized void add(List<Look> looks) {
        looks.stream().sorted(Comparator.comparing(Look::first)).forEach(look -> {
            Row row = rows.get(look.key());
            rows.put(
                    look.key(),
                    row == null
                            ? new Row(++lastPlace, look)
                            : new Row(row.place(), row.look().and(look)));
        });
    }

    @Override
    public synchronized LookPage newest(AddressOfRecord presentity, long after, int limit) {
        List<Row> found = at(presentity)
                .filter(row -> row.place() < after)
                .limit(limit + 1L)
                .toList();
        List<Row> page = found.subList(0, Math.min(limit, found.size()));
        return new LookPage(
                page.stream().map(Row::look).toList(),
                found.size() > limit ? OptionalLong.of(page.get(limit - 1).place()) : OptionalLong.empty());
    }

    @Override
    public synchronized void purge(Instant before, int most) {
        Instant lastHour = before.minus(Duration.ofHours(1));
        rows.keySet().removeIf(key -> !key.hour().isAfter(lastHour));
        Set<AddressOfRecord> people = new HashSet<>();
        rows.keySet().forEach(key -> people.add(key.presentity()));
        for (AddressOfRecord person : people) {
            at(person).skip(most).toList().forEach(row -> rows.remove(row.look().key()));
        }
    }

    @Override
    public synchronized void forget(AddressOfRecord person) {
        rows.keySet().removeIf(key -> key.presentity().equals(person) || isOf(key.viewer(), person));
    }

    private Stream<Row> at(AddressOfRecord presentity) {
        return rows.values().stream()
                .filter(row -> row.look().presentity().equals(presentity))
                .sorted(Comparator.comparingLong(Row::place).reversed());
    }

    private static boolean isOf(Viewer viewer, AddressOfRecord person) {
        boolean bearsAnAddress = viewer.kind() == Viewer.Kind.PERSON || viewer.kind() == Viewer.Kind.ADMINISTRATOR;
        return bearsAnAddress && viewer.name().equals(person.toString());
    }
}
