package org.pawn.rest.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.time.TimeSource;

/**
 * The answers to requests that may be repeated, for a day. Bounded in number, bytes and number for each caller; past a
 * bound the oldest are forgotten, a caller's own first. In memory only: some answers hold a secret. Thread-safe.
 */
final class KeptAnswers {
    static final Duration LIFE = Duration.ofDays(1);
    static final int MAX_ANSWERS = 10_000;
    static final int MAX_ANSWERS_OF_ONE = 1_000;
    static final long MAX_BYTES = 16L * 1024 * 1024;

    /** Whose request it is, which route it went to, and the key under which they may repeat it. */
    record Key(String caller, String route, String key) {}

    /** All of an answer that a repeated request gets. */
    record Answer(int status, Map<String, String> headers, String body) {
        private static final int OVERHEAD = 512;

        Answer {
            headers = Map.copyOf(headers);
        }

        long bytes() {
            return OVERHEAD + 2L * body.length();
        }
    }

    /** What a request is: the first of its key, or one that was answered, is being answered, or asked otherwise. */
    sealed interface Claim {
        record First() implements Claim {}

        record Answered(Answer answer) implements Claim {}

        record Running() implements Claim {}

        record Other() implements Claim {}
    }

    private record Entry(String request, long deadlineNanos, Optional<Answer> answer) {
        long bytes() {
            return answer.map(Answer::bytes).orElse(0L);
        }
    }

    private final TimeSource time;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(); // guarded by this; the oldest first
    private final Map<String, Integer> ofCaller = new HashMap<>(); // guarded by this
    private long bytes; // guarded by this

    KeptAnswers(TimeSource time) {
        this.time = time;
    }

    /** Takes the key for a request, unless it is taken. {@code request} tells one body from another. */
    synchronized Claim claim(Key key, String request) {
        forgetExpired();
        Entry known = entries.get(key);
        if (known == null) {
            put(key, new Entry(request, time.moment().deadline(LIFE), Optional.empty()));
            return new Claim.First();
        }
        if (!known.request().equals(request)) {
            return new Claim.Other();
        }
        return known.answer().<Claim>map(Claim.Answered::new).orElseGet(Claim.Running::new);
    }

    /** The first request had an effect, and this is its answer. */
    synchronized void keep(Key key, Answer answer) {
        Entry claimed = remove(key);
        if (claimed != null) {
            put(key, new Entry(claimed.request(), time.moment().deadline(LIFE), Optional.of(answer)));
        }
    }

    /** The first request had no effect: the key is free. */
    synchronized void release(Key key) {
        remove(key);
    }

    synchronized int size() {
        return entries.size();
    }

    private void put(Key key, Entry entry) {
        entries.put(key, entry);
        bytes += entry.bytes();
        if (ofCaller.merge(key.caller(), 1, Integer::sum) > MAX_ANSWERS_OF_ONE) {
            entries.keySet().stream()
                    .filter(one -> one.caller().equals(key.caller()))
                    .findFirst()
                    .ifPresent(this::remove);
        }
        while (entries.size() > MAX_ANSWERS || bytes > MAX_BYTES) {
            remove(entries.keySet().iterator().next());
        }
    }

    private void forgetExpired() {
        Iterator<Map.Entry<Key, Entry>> oldest = entries.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Key, Entry> next = oldest.next();
            if (!time.moment().isPast(next.getValue().deadlineNanos())) {
                return;
            }
            oldest.remove();
            removed(next.getKey(), next.getValue());
        }
    }

    private @Nullable Entry remove(Key key) {
        Entry entry = entries.remove(key);
        if (entry != null) {
            removed(key, entry);
        }
        return entry;
    }

    private void removed(Key key, Entry entry) {
        bytes -= entry.bytes();
        ofCaller.computeIfPresent(key.caller(), (caller, count) -> count == 1 ? null : count - 1);
    }
}
