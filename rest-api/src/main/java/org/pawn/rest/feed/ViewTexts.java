package org.pawn.rest.feed;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.pawn.policy.PresenceView;
import org.pawn.rest.http.WireJson;
import org.pawn.rest.presence.PresenceJson;

/**
 * The JSON of views that many feeds are about to send: one change makes one view a privacy level, and all its watchers
 * share that very object. A small cache by identity; what it forgets is written again. Thread-safe.
 */
final class ViewTexts {
    private static final int SLOTS = 1024;

    private record Entry(PresenceView view, String text) {}

    private final AtomicReferenceArray<Entry> slots = new AtomicReferenceArray<>(SLOTS);

    String of(PresenceView view) {
        int slot = System.identityHashCode(view) & SLOTS - 1;
        Entry entry = slots.get(slot);
        if (entry == null || entry.view() != view) {
            byte[] json = WireJson.write(PresenceJson.of(view));
            entry = new Entry(view, new String(json, StandardCharsets.UTF_8));
            slots.set(slot, entry);
        }
        return entry.text();
    }
}
