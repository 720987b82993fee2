package org.pawn.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pawn.access.Viewer;
import org.pawn.address.AddressOfRecord;

/** Keeps looks as long as the process lives. Thread-safe. */
public final class InMemoryLookStore implements LookStore {
    private record Row(long id, Look look) {
        Place place() {
            return new Place(look.last(), id);
        }
    }

    private static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparing(Place::last).thenComparingLong(Place::id);
    private static final Comparator<Row> NEWEST_FIRST = Comparator.comparing(Row::place, OLDEST_FIRST.reversed());

    private final Map<Look.Key, Row> rows = new HashMap<>(); // guarded by this
    private long lastId; // guarded by this

    @Override
    public synchronized void add(List<Look> looks) {
        for (Look look : looks) {
            Row row = rows.get(look.key());
            rows.put(
                    look.key(),
                    row == null
                            ? new Row(++lastId, look)
                            : new Row(row.id(), row.look().and(look)));
        }
    }

    @Override
    public synchronized LookPage newest(AddressOfRecord presentity, Place after, int limit) {
        List<Row> found = at(presentity)
                .filter(row -> OLDEST_FIRST.compare(row.place(), after) < 0)
                .limit(limit + 1L)
                .toList();
        List<Row> page = found.subList(0, Math.min(limit, found.size()));
        return new LookPage(
                page.stream().map(Row::look).toList(),
                found.size() > limit ? Optional.of(page.get(limit - 1).place()) : Optional.empty());
    }

    @Override
    public synchronized void purge(Instant before, int most) {
        Instant lastHour = before.minus(Duration.ofHours(1));
        rows.keySet().removeIf(key -> !key.hour().isAfter(lastHour));
        Set<AddressOfRecord> people = new HashSet<>();
        rows.keySet().forEach(key -> people.add(key.presentity()));
        for (AddressOfRecord person : people) {
            List<Row> tooMany = new ArrayList<>(at(person).skip(most).toList());
            tooMany.forEach(row -> rows.remove(row.look().key()));
        }
    }

    @Override
    public synchronized void forget(AddressOfRecord person) {
        rows.keySet().removeIf(key -> key.presentity().equals(person) || isOf(key.viewer(), person));
    }

    private Stream<Row> at(AddressOfRecord presentity) {
        return rows.values().stream()
                .filter(row -> row.look().presentity().equals(presentity))
                .sorted(NEWEST_FIRST);
    }

    private static boolean isOf(Viewer viewer, AddressOfRecord person) {
        boolean bearsAnAddress = viewer.kind() == Viewer.Kind.PERSON || viewer.kind() == Viewer.Kind.ADMINISTRATOR;
        return bearsAnAddress && viewer.name().equals(person.toString());
    }
}
