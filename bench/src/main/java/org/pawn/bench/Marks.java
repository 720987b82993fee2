package org.pawn.bench;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The marks under way, found again in what the server sends. Thread-safe. */
final class Marks {
    private static final String PREFIX = "mark-";
    private static final int DIGITS = 6;

    private final Map<Integer, Mark> underWay = new ConcurrentHashMap<>();

    static String text(int number) {
        return PREFIX + String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
    }

    Mark open(int number, int watchers) {
        Mark mark = new Mark(number, watchers);
        underWay.put(number, mark);
        return mark;
    }

    void close(int number) {
        underWay.remove(number);
    }

    /** A watcher got this text; a mark in it counts as seen. */
    void look(String text, int watcher, long nanos) {
        int at = text.indexOf(PREFIX);
        if (at < 0) {
            return;
        }
        int start = at + PREFIX.length();
        Mark mark = underWay.get(Integer.parseInt(text, start, start + DIGITS, 10));
        if (mark != null) {
            mark.seen(watcher, nanos);
        }
    }
}
