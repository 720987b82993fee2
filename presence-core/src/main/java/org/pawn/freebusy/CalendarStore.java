package org.pawn.freebusy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/** Durable calendars: what a call has answered survives a crash. Thread-safe. */
public interface CalendarStore {
    /** Names one calendar. */
    record Key(AddressOfRecord person, String id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::person).thenComparing(Key::id).compare(this, other);
        }
    }

    /** Adds the calendar, or replaces the one of that person and id. Answers whether there was one. */
    boolean put(StoredCalendar calendar);

    /**
     * Puts {@code copy} into a feed's calendar, if that calendar is still there with the same feed; what the owner
     * changed meanwhile is never overwritten. Answers whether it was written.
     */
    boolean putCopy(StoredCalendar feed, StoredCalendar.Copy copy);

    /** Changes what a calendar does, and nothing else of it. Answers whether it is there. */
    boolean putEffect(AddressOfRecord person, String id, StoredCalendar.Effect effect);

    Optional<StoredCalendar> find(AddressOfRecord person, String id);

    /** The person's calendars by id; empty for one who has none. */
    List<StoredCalendar> of(AddressOfRecord person);

    /** Answers whether there was one. */
    boolean remove(AddressOfRecord person, String id);

    /** Which calendars come from the watched folder, in order. */
    List<Key> fromFolder();

    /** Everyone who has a calendar, in order. */
    List<AddressOfRecord> people();
}
