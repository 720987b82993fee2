package org.pawn.calendar.caldav;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pawn.calendar.source.FetchFailure;
import org.pawn.freebusy.TimeSpan;
import org.pawn.time.TimeSource;

/**
 * Learns what has changed in a collection: by its sync token (RFC 6578), else by the tags of all its entries (RFC 4791
 * section 7.8), else, where it may not be looked into, its busy time alone (section 7.10).
 */
final class CollectionSync {
    private static final int FORBIDDEN = 403;
    private static final int TRUNCATED = 507;
    private static final int MAX_PARTS = 1_000;
    private static final Duration BUSY_BEHIND = Duration.ofDays(31);
    private static final Duration BUSY_AHEAD = Duration.ofDays(400);
    private static final String BUSY_TIME = "busy-time";

    private final DavClient dav;
    private final TimeSource time;

    CollectionSync(DavClient dav, TimeSource time) {
        this.dav = dav;
        this.time = time;
    }

    /** Lists what is new, and forgets what is gone; nothing is read yet but busy time. */
    void list(SyncedCollection collection, CalendarCollection now) throws IOException, MalformedAnswer {
        if (collection.isAt(now)) {
            collection.askAgain();
            return;
        }
        if (collection.syncToken().isPresent() && isListedSince(collection, now)) {
            collection.askAgain();
            return;
        }
        if (isListedWhole(collection, now)) { // a token that is no longer known ends here too
            return;
        }
        List<DavResponse> all = new ArrayList<>();
        DavClient.Answer answer = dav.query(collection.url(), bounded(all));
        if (answer.isMultistatus()) {
            takeAll(collection, all);
            collection.listedAt(Optional.empty(), now.tag());
        } else if (answer.status() != FORBIDDEN || !isBusyTimeTold(collection)) {
            throw FetchFailure.answered(answer.status());
        }
    }

    /** By the token that we have; false where the server no longer knows it, and nothing has changed then. */
    private boolean isListedSince(SyncedCollection collection, CalendarCollection now)
            throws IOException, MalformedAnswer {
        List<DavResponse> changes = new ArrayList<>();
        Optional<String> token = sync(collection, collection.syncToken().orElseThrow(), changes);
        if (token.isEmpty()) {
            return false;
        }
        for (DavResponse change : changes) {
            if (change.isGone()) {
                collection.remove(change.href());
            } else {
                list(collection, change);
            }
        }
        collection.listedAt(token, now.tag());
        return true;
    }

    /** By the empty token; false where the server does not know this way. */
    private boolean isListedWhole(SyncedCollection collection, CalendarCollection now)
            throws IOException, MalformedAnswer {
        List<DavResponse> all = new ArrayList<>();
        Optional<String> token = sync(collection, "", all);
        if (token.isEmpty()) {
            return false;
        }
        takeAll(collection, all);
        collection.listedAt(token, now.tag());
        return true;
    }

    private void takeAll(SyncedCollection collection, List<DavResponse> all) throws FetchFailure {
        Set<String> keys = new HashSet<>();
        for (DavResponse response : all) {
            if (!response.isGone() && list(collection, response)) {
                keys.add(collection.key(response.href()));
            }
        }
        collection.retain(keys);
    }

    /** Answers whether it is an entry at all. */
    private static boolean list(SyncedCollection collection, DavResponse response) throws FetchFailure {
        boolean isOther = response.isCollection()
                || collection.isSelf(response.href())
                || response.text(DavNames.CONTENT_TYPE)
                        .filter(type -> !type.toLowerCase(Locale.ROOT).startsWith("text/calendar"))
                        .isPresent();
        if (!isOther) {
            String tag = response.tag(DavNames.ENTITY_TAG).orElse("");
            collection.list(new SyncedCollection.Listed(response.href(), tag));
        }
        return !isOther;
    }

    /** The token of the state reached; empty where the server takes no such request, or not with this token. */
    private Optional<String> sync(SyncedCollection collection, String since, List<DavResponse> changes)
            throws IOException, MalformedAnswer {
        String token = since;
        for (int part = 0; part < MAX_PARTS; part++) {
            List<DavResponse> came = new ArrayList<>();
            DavClient.Answer answer = dav.syncCollection(collection.url(), token, bounded(came));
            if (!answer.isMultistatus() || answer.token().isEmpty()) {
                return Optional.empty();
            }
            boolean isTruncated =
                    came.removeIf(response -> response.status() == TRUNCATED && collection.isSelf(response.href()));
            changes.addAll(came);
            if (changes.size() > 2 * SyncedCollection.MAX_ENTRIES) {
                throw new FetchFailure("The calendar's server lists more changes than are taken.");
            }
            boolean goesOn = isTruncated && !answer.token().get().equals(token);
            token = answer.token().get();
            if (!goesOn) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    private static Consumer<DavResponse> bounded(List<DavResponse> responses) {
        return response -> {
            if (responses.size() <= 2 * SyncedCollection.MAX_ENTRIES) {
                responses.add(response);
            }
        };
    }

    /** Reads busy time alone; by whole days, so that it is the same all day long. Answers whether the server tells. */
    boolean isBusyTimeTold(SyncedCollection collection) throws IOException {
        Instant today = time.now().truncatedTo(ChronoUnit.DAYS);
        TimeSpan window = new TimeSpan(today.minus(BUSY_BEHIND), today.plus(BUSY_AHEAD));
        DavClient.Content content = dav.freeBusy(collection.url(), window);
        if (!content.isCalendar() || content.bytes().isEmpty()) {
            return false;
        }
        String href = collection.url().encodedPath() + BUSY_TIME;
        collection.retain(Set.of());
        collection.put(Entry.read(href, BUSY_TIME, Entry.NO_TAG, content.bytes().get()));
        collection.listedAt(Optional.empty(), Optional.empty());
        return true;
    }
}
