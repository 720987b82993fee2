package org.pawn.server.sip.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A message's header fields in their order; names compare without case, and compact forms are the long ones. */
public final class SipHeaders {
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("a", "accept-contact"),
            Map.entry("b", "referred-by"),
            Map.entry("c", "content-type"),
            Map.entry("d", "request-disposition"),
            Map.entry("e", "content-encoding"),
            Map.entry("f", "from"),
            Map.entry("i", "call-id"),
            Map.entry("j", "reject-contact"),
            Map.entry("k", "supported"),
            Map.entry("l", "content-length"),
            Map.entry("m", "contact"),
            Map.entry("n", "identity-info"),
            Map.entry("o", "event"),
            Map.entry("r", "refer-to"),
            Map.entry("s", "subject"),
            Map.entry("t", "to"),
            Map.entry("u", "allow-events"),
            Map.entry("v", "via"),
            Map.entry("x", "session-expires"),
            Map.entry("y", "identity"));

    private final List<SipHeader> fields; // names are canonical

    SipHeaders(List<SipHeader> fields) {
        this.fields = List.copyOf(fields);
    }

    /** The long form in lower case. */
    static String canonical(String name) {
        if (name.length() > 1 && isLower(name)) {
            return name;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return COMPACT.getOrDefault(lower, lower);
    }

    private static boolean isLower(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** All fields in their order, names in lower case. */
    public List<SipHeader> fields() {
        return fields;
    }

    /** The first field of that name. */
    public Optional<String> first(String name) {
        String wanted = canonical(name);
        for (SipHeader field : fields) {
            if (field.name().equals(wanted)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** All fields of that name, one entry a field. */
    public List<String> all(String name) {
        String wanted = canonical(name);
        List<String> found = new ArrayList<>();
        for (SipHeader field : fields) {
            if (field.name().equals(wanted)) {
                found.add(field.value());
            }
        }
        return found;
    }

    /** All values of that name, fields that are comma-separated lists taken apart (RFC 3261 section 7.3.1). */
    public List<String> values(String name) {
        List<String> found = List.of(); // most names that are asked for are not there
        String wanted = canonical(name);
        for (SipHeader field : fields) {
            if (!field.name().equals(wanted)) {
                continue;
            }
            if (found.isEmpty()) {
                found = new ArrayList<>(2);
            }
            if (field.value().indexOf(',') < 0) {
                addStripped(found, field.value());
            } else {
                found.addAll(split(field.value()));
            }
        }
        return found;
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** A number in seconds; empty when there is none or it is no number. What is bigger than an int is the biggest. */
    public Optional<Integer> seconds(String name) {
        return first(name).flatMap(SipHeaders::number);
    }

    /** A non-negative number, capped at the biggest int. */
    public static Optional<Integer> number(String digits) {
        if (digits.isEmpty() || digits.length() > 20) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        return Optional.of(
                digits.length() > 10 ? Integer.MAX_VALUE : (int) Math.min(Long.parseLong(digits), Integer.MAX_VALUE));
    }

    /** Takes a list apart at its commas, leaving those in quotes and angle brackets. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<' || c == '>') {
                bracketed = c == '<';
            } else if (c == ',' && !bracketed) {
                addStripped(parts, list.substring(start, i));
                start = i + 1;
            }
        }
        addStripped(parts, list.substring(Math.min(start, list.length())));
        return parts;
    }

    private static void addStripped(List<String> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part.strip());
        }
    }
}
