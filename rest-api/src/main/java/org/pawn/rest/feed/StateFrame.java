package org.pawn.rest.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.rest.http.Problem;
import org.pawn.rest.http.WireJson;

/** One snapshot or delta of a watch, of a bounded size: what finds no room goes into the next. */
final class StateFrame {
    private static final int FULL_AT_CHARS = 64 * 1024;
    private static final int PROBLEM_CHARS = 200;
    private static final int ADDRESS_CHARS = 3;

    private record Refused(String requested, Problem problem) {}

    private final List<String> presence = new ArrayList<>();
    private final List<Refused> problems = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private @Nullable List<String> order;
    private int chars;

    boolean isFull() {
        return chars >= FULL_AT_CHARS;
    }

    /** @param text as JSON, written once for all who see the same */
    void add(String text) {
        presence.add(text);
        chars += text.length();
    }

    /** An address that cannot be watched. */
    void refuse(String requested, Problem why) {
        problems.add(new Refused(requested, why));
        chars += requested.length() + PROBLEM_CHARS;
    }

    void remove(AddressOfRecord person) {
        removed.add(person.toString());
        chars += person.toString().length() + ADDRESS_CHARS;
    }

    /** All who are in a watch that has an order. */
    void order(List<AddressOfRecord> people) {
        order = people.stream().map(AddressOfRecord::toString).toList();
    }

    boolean isEmpty() {
        return presence.isEmpty() && problems.isEmpty() && removed.isEmpty() && order == null;
    }

    /**
     * @param type snapshot or delta
     * @param more whether the next frame of that watch continues this one
     */
    String text(String type, String watch, boolean more, String cursor) {
        StringBuilder out = new StringBuilder(256 + chars);
        out.append("{\"type\":\"").append(type).append("\",\"id\":").append(json(watch));
        out.append(",\"presence\":[");
        for (int i = 0; i < presence.size(); i++) {
            out.append(i == 0 ? "" : ",").append(presence.get(i));
        }
        out.append("],\"problems\":").append(json(problems));
        if (!removed.isEmpty()) {
            out.append(",\"removed\":").append(json(removed));
        }
        if (order != null) {
            out.append(",\"order\":").append(json(order));
        }
        if (more) {
            out.append(",\"more\":true");
        }
        return out.append(",\"cursor\":").append(json(cursor)).append('}').toString();
    }

    private static String json(Object value) {
        return new String(WireJson.write(value), StandardCharsets.UTF_8);
    }
}
