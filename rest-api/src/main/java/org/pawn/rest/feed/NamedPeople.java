package org.pawn.rest.feed;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pawn.address.AddressOfRecord;

/**
 * Whom a client was told in one watch whose people change, and when it was told that they left, so that after a break it
 * learns who is gone. Guarded by the {@link FeedMemory} that holds it.
 */
final class NamedPeople {
    /** When somebody was told whom the client may hold, or may not: the break came somewhere between. */
    private static final long PERHAPS = Long.MAX_VALUE;

    private static final int MAX_GONE = 1_000;

    private final Map<AddressOfRecord, Long> here = new HashMap<>(); // to the place where they were told
    private final Map<AddressOfRecord, Long> gone = new LinkedHashMap<>(); // to the place where that was told
    private long forgottenUpTo = -1; // who was gone then is not remembered

    void told(AddressOfRecord person, long place) {
        if (!has(person)) {
            here.put(person, place);
            gone.remove(person);
        }
    }

    void toldGone(AddressOfRecord person, long place) {
        here.remove(person);
        gone.remove(person);
        gone.put(person, place);
        if (gone.size() > MAX_GONE) {
            Iterator<Long> places = gone.values().iterator();
            forgottenUpTo = places.next();
            places.remove();
        }
    }

    /** Whether the client was told of that person, and of no leaving since. */
    boolean has(AddressOfRecord person) {
        Long place = here.get(person);
        return place != null && place != PERHAPS;
    }

    /** All whom the client holds, or may hold. */
    Set<AddressOfRecord> all() {
        return Set.copyOf(here.keySet());
    }

    /** Goes back to where the client got; false if so much has happened since that it is not remembered. */
    boolean resumeAt(long received) {
        if (received < forgottenUpTo) {
            return false;
        }
        here.replaceAll((person, place) -> place <= received ? place : PERHAPS);
        gone.forEach((person, place) -> {
            if (place > received) {
                here.put(person, PERHAPS);
            }
        });
        gone.clear();
        return true;
    }
}
