package org.pawn.calendar.caldav;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.pawn.calendar.source.FetchFailure;
import org.pawn.freebusy.CalendarBytes;

/**
 * Reads listed entries, several at once (RFC 4791 section 7.9). One that cannot be read is found among the others, left
 * out and said so; a server that answers nothing but garbage ends the reading instead.
 */
final class EntryReading {
    static final int FIRST_BATCH = 50;
    private static final int MAX_BATCH = 200;
    private static final int MAX_ALONE = 20;

    private final DavClient dav;
    private int batch;
    private int alone;

    /** @param batch how many are asked for at first */
    EntryReading(DavClient dav, int batch) {
        this.dav = dav;
        this.batch = batch;
    }

    /** How many are asked for at once, by what the server has managed so far. */
    int batch() {
        return batch;
    }

    /** Reads all that is listed, or as much as the time allows. */
    void read(SyncedCalendars calendars) throws IOException, MalformedAnswer {
        for (SyncedCollection collection : calendars.collections()) {
            read(calendars, collection);
        }
    }

    private void read(SyncedCalendars calendars, SyncedCollection collection) throws IOException, MalformedAnswer {
        while (collection.pendingCount() > 0) {
            List<SyncedCollection.Listed> next = collection.next(batch);
            try {
                read(collection, next);
            } catch (IOException slow) {
                batch = Math.max(1, batch / 2);
                throw slow;
            }
            calendars.requireRoom();
            batch = Math.min(MAX_BATCH, batch * 2);
        }
    }

    private void read(SyncedCollection collection, List<SyncedCollection.Listed> wanted)
            throws IOException, MalformedAnswer {
        try {
            several(collection, wanted);
        } catch (MalformedAnswer spoiled) { // perhaps by one of them
            if (wanted.size() == 1) {
                oneAlone(collection, wanted.get(0));
                return;
            }
            int half = wanted.size() / 2;
            read(collection, wanted.subList(0, half));
            read(collection, wanted.subList(half, wanted.size()));
        }
    }

    private void several(SyncedCollection collection, List<SyncedCollection.Listed> wanted)
            throws IOException, MalformedAnswer {
        Set<String> answered = new HashSet<>();
        List<String> hrefs = wanted.stream().map(SyncedCollection.Listed::href).toList();
        DavClient.Answer answer = dav.multiget(collection.url(), hrefs, response -> {
            answered.add(collection.key(response.href()));
            take(collection, response);
        });
        if (!answer.isMultistatus()) {
            throw FetchFailure.answered(answer.status());
        }
        hrefs.stream().filter(href -> !answered.contains(collection.key(href))).forEach(collection::remove);
    }

    private static void take(SyncedCollection collection, DavResponse response) {
        Optional<SyncedCollection.Listed> listed = collection.listed(response.href());
        if (listed.isEmpty()) {
            return; // nobody asked for it
        }
        String href = listed.get().href();
        String tag = response.tag(DavNames.ENTITY_TAG).orElse(tagOf(listed.get()));
        Optional<String> data = response.text(DavNames.CALENDAR_DATA);
        if (response.isGone()) {
            collection.remove(href);
        } else if (response.status() != DavClient.OK) {
            String reason = "Its server answered " + response.status() + ".";
            collection.put(Entry.leftOut(href, collection.shortHref(href), "", reason));
        } else if (data.isEmpty()) {
            collection.put(Entry.leftOut(href, collection.shortHref(href), tag, "It holds no calendar."));
        } else {
            collection.put(Entry.read(href, collection.shortHref(href), tag, CalendarBytes.of(data.get())));
        }
    }

    private static String tagOf(SyncedCollection.Listed listed) {
        return listed.tag().isEmpty() ? Entry.NO_TAG : listed.tag();
    }

    /** Without XML around it: some servers pass on what XML cannot hold. */
    private void oneAlone(SyncedCollection collection, SyncedCollection.Listed listed)
            throws IOException, MalformedAnswer {
        HttpUrl url = collection.url().resolve(listed.href());
        if (++alone > MAX_ALONE || url == null) {
            throw new MalformedAnswer("too much of it is unreadable");
        }
        String shortHref = collection.shortHref(listed.href());
        DavClient.Content content = dav.get(url);
        if (content.status() == 404 || content.status() == 410) {
            collection.remove(listed.href());
        } else if (!content.isCalendar()) {
            throw new MalformedAnswer("no calendar");
        } else if (content.bytes().isPresent()) {
            collection.put(Entry.read(
                    listed.href(), shortHref, tagOf(listed), content.bytes().get()));
        } else {
            collection.put(Entry.leftOut(listed.href(), shortHref, tagOf(listed), "It is too large."));
        }
    }
}
