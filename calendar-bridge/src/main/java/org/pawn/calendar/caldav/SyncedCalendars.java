package org.pawn.calendar.caldav;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.pawn.calendar.ical.EntryName;
import org.pawn.calendar.ical.ReducedCalendar;
import org.pawn.calendar.source.FetchFailure;
import org.pawn.freebusy.CalendarBytes;

/**
 * All that is known of the calendars behind one feed. It is kept as an iCalendar stream: a VCALENDAR that says how it was
 * made, one for each collection with the state it was listed in, and one for each entry, which are all that reading it
 * finds anything in. One thread at a time.
 */
final class SyncedCalendars {
    private static final int MAX_BYTES = 24 * 1024 * 1024;

    private static final String BEGIN = "BEGIN:VCALENDAR\r\n";
    private static final String END = "\r\nEND:VCALENDAR\r\n";
    private static final String MADE_BY = EntryName.MADE_OF_ENTRIES;
    private static final String VERSION = "1." + ReducedCalendar.version();
    private static final String HOME = "X-PAWN-HOME";
    private static final String COLLECTION = "X-PAWN-COLLECTION";
    private static final String SYNC_TOKEN = "X-PAWN-SYNC-TOKEN";
    private static final String COLLECTION_TAG = "X-PAWN-CTAG";
    private static final String SELF = ".";

    private final HttpUrl address;
    private final List<HttpUrl> homes = new ArrayList<>();
    private final List<SyncedCollection> collections = new ArrayList<>();

    SyncedCalendars(HttpUrl address) {
        this.address = address;
    }

    /** Reads what {@link #written} wrote; what another version wrote counts as nothing known. */
    static SyncedCalendars read(HttpUrl address, CalendarBytes copy) {
        SyncedCalendars calendars = new SyncedCalendars(address);
        try {
            calendars.read(new String(copy.toByteArray(), StandardCharsets.ISO_8859_1));
            return calendars;
        } catch (IllegalArgumentException notOurs) {
            return new SyncedCalendars(address);
        }
    }

    List<HttpUrl> homes() {
        return homes;
    }

    List<SyncedCollection> collections() {
        return collections;
    }

    /** Takes the collections that the server has now; of those that it had before, what is known stays known. */
    void take(Discovery.Found.Calendars found) {
        homes.clear();
        homes.addAll(found.homes());
        List<SyncedCollection> now = found.collections().stream()
                .map(collection -> at(collection.url()).orElseGet(() -> new SyncedCollection(collection.url())))
                .toList();
        collections.clear();
        collections.addAll(now);
    }

    /** Takes the address itself for the only collection. */
    SyncedCollection takeAlone(HttpUrl url) {
        CalendarCollection self = new CalendarCollection(url, Optional.empty(), Optional.empty());
        take(new Discovery.Found.Calendars(List.of(), List.of(self)));
        return collections.get(0);
    }

    Optional<SyncedCollection> at(HttpUrl url) {
        return collections.stream()
                .filter(collection -> collection.url().equals(url))
                .findFirst();
    }

    int size() {
        return collections.stream().mapToInt(SyncedCollection::size).sum();
    }

    int pendingCount() {
        return collections.stream().mapToInt(SyncedCollection::pendingCount).sum();
    }

    /** @throws FetchFailure if there is more than is kept */
    void requireRoom() throws FetchFailure {
        if (size() > SyncedCollection.MAX_ENTRIES) {
            throw new FetchFailure("The calendar has more than " + SyncedCollection.MAX_ENTRIES + " entries.");
        }
        long bytes = collections.stream()
                .flatMap(collection -> collection.entries().stream())
                .mapToLong(entry -> entry.text().size())
                .sum();
        if (bytes > MAX_BYTES) {
            throw new FetchFailure("The calendar's events take more than " + MAX_BYTES + " bytes.");
        }
    }

    CalendarBytes written() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> head = new ArrayList<>(List.of(MADE_BY + ":" + VERSION));
        homes.forEach(home -> head.add(HOME + ":" + reference(home)));
        write(head, out);
        for (SyncedCollection collection : collections) {
            List<String> lines = new ArrayList<>(List.of(COLLECTION + ":" + reference(collection.url())));
            collection.syncToken().ifPresent(token -> lines.add(SYNC_TOKEN + ":" + token));
            collection.tag().ifPresent(tag -> lines.add(COLLECTION_TAG + ":" + tag));
            write(lines, out);
            collection.entries().forEach(entry -> out.writeBytes(entry.text().toByteArray()));
        }
        return CalendarBytes.of(out.toByteArray());
    }

    private static void write(List<String> lines, ByteArrayOutputStream out) {
        out.writeBytes((BEGIN + String.join("\r\n", lines) + END).getBytes(StandardCharsets.UTF_8));
    }

    /** Without the address itself, which may hold a secret. */
    private String reference(HttpUrl url) {
        boolean isOwnHost = url.resolve("/").equals(address.resolve("/"));
        return url.equals(address) ? SELF : isOwnHost ? url.encodedPath() : url.toString();
    }

    private HttpUrl resolved(String reference) {
        HttpUrl url = reference.equals(SELF) ? address : address.resolve(reference);
        if (url == null) {
            throw new IllegalArgumentException("no address");
        }
        return url;
    }

    private void read(String text) {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf(END, from) + END.length();
            if (end < END.length() || !text.startsWith(BEGIN, from)) {
                throw new IllegalArgumentException("not ours");
            }
            block(text.substring(from, end));
            from = end;
        }
    }

    private void block(String block) {
        String first = value(block, MADE_BY);
        if (!first.isEmpty()) {
            if (!first.equals(VERSION)) {
                throw new IllegalArgumentException("another version");
            }
            block.lines()
                    .filter(line -> line.startsWith(HOME + ":"))
                    .forEach(line -> homes.add(resolved(line.substring(HOME.length() + 1))));
            return;
        }
        String reference = value(block, COLLECTION);
        if (!reference.isEmpty()) {
            SyncedCollection collection = new SyncedCollection(resolved(reference));
            collection.listedAt(
                    Optional.of(value(block, SYNC_TOKEN)).filter(token -> !token.isEmpty()),
                    Optional.of(value(block, COLLECTION_TAG)).filter(tag -> !tag.isEmpty()));
            collections.add(collection);
            return;
        }
        entry(block);
    }

    private void entry(String block) {
        if (collections.isEmpty()) {
            throw new IllegalArgumentException("not ours");
        }
        SyncedCollection collection = collections.get(collections.size() - 1);
        String href = collection.longHref(value(block, EntryName.PROPERTY));
        String tag = value(block, Entry.TAG);
        byte[] text = block.getBytes(StandardCharsets.ISO_8859_1);
        Optional<Entry> before = collection.entry(href);
        if (before.isPresent()) { // an entry of several VCALENDARs
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(before.get().text().toByteArray());
            both.writeBytes(text);
            text = both.toByteArray();
        }
        collection.put(new Entry(href, tag, CalendarBytes.of(text)));
    }

    /** Of one of the first lines, which are ours; empty where it is not among them. */
    private static String value(String block, String name) {
        int from = BEGIN.length();
        while (block.startsWith("X-PAWN-", from)) {
            int end = block.indexOf("\r\n", from);
            if (block.startsWith(name + ":", from)) {
                return new String(
                        block.substring(from + name.length() + 1, end).getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8);
            }
            from = end + 2;
        }
        return "";
    }
}
