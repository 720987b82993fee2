package org.pawn.calendar.caldav;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.pawn.calendar.source.FetchFailure;

/** What is known of one collection, and what is still to be read of it. One thread at a time. */
final class SyncedCollection {
    static final int MAX_ENTRIES = 50_000;

    /** What a listing shows: the entry's address and tag. */
    record Listed(String href, String tag) {}

    private final HttpUrl url;
    private final Map<String, Entry> entries = new LinkedHashMap<>(); // by key, as pending is
    private final Map<String, Listed> pending = new LinkedHashMap<>();
    private Optional<String> syncToken = Optional.empty();
    private Optional<String> tag = Optional.empty();

    SyncedCollection(HttpUrl url) {
        this.url = url;
    }

    HttpUrl url() {
        return url;
    }

    Optional<String> syncToken() {
        return syncToken;
    }

    Optional<String> tag() {
        return tag;
    }

    /** The state in which it was listed last. */
    void listedAt(Optional<String> newSyncToken, Optional<String> newTag) {
        syncToken = newSyncToken;
        tag = newTag;
    }

    boolean isAt(CalendarCollection now) {
        boolean isSameToken = syncToken.isPresent() && syncToken.equals(now.syncToken());
        boolean isSameTag = tag.isPresent() && tag.equals(now.tag());
        return isSameToken || isSameTag && now.syncToken().isEmpty();
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    Optional<Entry> entry(String href) {
        return Optional.ofNullable(entries.get(key(href)));
    }

    /** How many entries it has, read or not. */
    int size() {
        long unread = pending.keySet().stream()
                .filter(key -> !entries.containsKey(key))
                .count();
        return entries.size() + (int) unread;
    }

    int pendingCount() {
        return pending.size();
    }

    void put(Entry entry) {
        String key = key(entry.href());
        pending.remove(key);
        entries.put(key, entry);
    }

    void remove(String href) {
        String key = key(href);
        pending.remove(key);
        entries.remove(key);
    }

    /** The server has it, in that state; it is to be read unless it was. */
    void list(Listed listed) throws FetchFailure {
        String key = key(listed.href());
        Entry known = entries.get(key);
        if (known == null || !known.isAt(listed.tag())) {
            pending.put(key, listed);
        }
        if (pending.size() > MAX_ENTRIES) {
            throw new FetchFailure("The calendar has more than " + MAX_ENTRIES + " entries.");
        }
    }

    /** Forgets whatever is not among these, by key. */
    void retain(Collection<String> keys) {
        entries.keySet().retainAll(keys);
        pending.keySet().retainAll(keys);
    }

    /** What its server could not deliver is asked for again. */
    void askAgain() {
        entries.forEach((key, entry) -> {
            if (entry.tag().isEmpty()) {
                pending.putIfAbsent(key, new Listed(entry.href(), ""));
            }
        });
    }

    /** The first few that are to be read. */
    List<Listed> next(int most) {
        return pending.values().stream().limit(most).toList();
    }

    Optional<Listed> listed(String href) {
        return Optional.ofNullable(pending.get(key(href)));
    }

    boolean isSelf(String href) {
        return key(href).equals(key(url.encodedPath()));
    }

    /** However the server escapes it, the same entry has the same key. */
    String key(String href) {
        HttpUrl resolved = url.resolve(href);
        if (resolved == null) {
            return href;
        }
        StringBuilder key = new StringBuilder();
        Iterator<String> segments = resolved.pathSegments().iterator();
        while (segments.hasNext()) {
            String segment = segments.next();
            if (!segment.isEmpty() || segments.hasNext()) {
                key.append('/').append(segment);
            }
        }
        return key.toString();
    }

    /** Without the collection's own path, which may hold a secret. */
    String shortHref(String href) {
        String path = url.encodedPath();
        return href.startsWith(path) && href.length() > path.length() ? href.substring(path.length()) : href;
    }

    String longHref(String shortHref) {
        return shortHref.startsWith("/") || shortHref.contains("://") ? shortHref : url.encodedPath() + shortHref;
    }
}
