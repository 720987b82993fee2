package org.pawn.freebusy;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.pawn.address.AddressOfRecord;

/** Calendars for as long as the process lives. */
public final class InMemoryCalendarStore implements CalendarStore {
    private final TreeMap<AddressOfRecord, TreeMap<String, StoredCalendar>> calendars =
            new TreeMap<>(); // guarded by this

    @Override
    public synchronized boolean put(StoredCalendar calendar) {
        return calendars
                        .computeIfAbsent(calendar.person(), person -> new TreeMap<>())
                        .put(calendar.id(), calendar)
                != null;
    }

    @Override
    public synchronized boolean putCopy(StoredCalendar feed, StoredCalendar.Copy copy) {
        Optional<StoredCalendar> current = find(feed.person(), feed.id())
                .filter(calendar -> calendar.feed().equals(feed.feed()));
        current.ifPresent(calendar -> put(calendar.withCopy(copy)));
        return current.isPresent();
    }

    @Override
    public synchronized boolean putEffect(AddressOfRecord person, String id, StoredCalendar.Effect effect) {
        Optional<StoredCalendar> current = find(person, id);
        current.ifPresent(calendar -> put(calendar.with(effect)));
        return current.isPresent();
    }

    @Override
    public synchronized Optional<StoredCalendar> find(AddressOfRecord person, String id) {
        return Optional.ofNullable(
                calendars.getOrDefault(person, new TreeMap<>()).get(id));
    }

    @Override
    public synchronized List<StoredCalendar> of(AddressOfRecord person) {
        return List.copyOf(calendars.getOrDefault(person, new TreeMap<>()).values());
    }

    @Override
    public synchronized boolean remove(AddressOfRecord person, String id) {
        TreeMap<String, StoredCalendar> own = calendars.get(person);
        if (own == null || own.remove(id) == null) {
            return false;
        }
        if (own.isEmpty()) {
            calendars.remove(person);
        }
        return true;
    }

    @Override
    public synchronized List<Key> fromFolder() {
        return calendars.values().stream()
                .flatMap(own -> own.values().stream())
                .filter(calendar -> calendar.origin() instanceof CalendarOrigin.FolderFile)
                .map(calendar -> new Key(calendar.person(), calendar.id()))
                .toList();
    }

    @Override
    public synchronized List<AddressOfRecord> people() {
        return List.copyOf(calendars.keySet());
    }
}
