package org.pawn.server.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message that came, read just far enough to be asked about. */
record Heard(String text) {
    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type",
            "o",
            "event",
            "k",
            "supported",
            "u",
            "allow-events");

    boolean isResponse() {
        return text.startsWith("SIP/2.0 ");
    }

    boolean is(String method) {
        return text.startsWith(method + " ");
    }

    int status() {
        return isResponse() ? Integer.parseInt(text.substring(8, 11)) : 0;
    }

    boolean isFinal() {
        return status() >= 200;
    }

    String reason() {
        String line = startLine();
        return line.length() > 12 ? line.substring(12) : "";
    }

    String startLine() {
        return text.split("\r\n", 2)[0];
    }

    String uri() {
        return startLine().split(" ")[1];
    }

    /** The first field of that name. */
    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The first field of that name, which must be there. */
    String the(String name) {
        return header(name).orElseThrow(() -> new AssertionError("no " + name + " in " + text));
    }

    /** Every field of that name in its order; lists are not taken apart. */
    List<String> headers(String name) {
        List<String> found = new ArrayList<>();
        String[] lines =
                text.split("\r\n\r\n", 2)[0].replaceAll("\r\n[ \t]+", " ").split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String written = lines[i].substring(0, Math.max(colon, 0)).strip().toLowerCase(java.util.Locale.ROOT);
            if (COMPACT.getOrDefault(written, written).equalsIgnoreCase(name)) {
                found.add(lines[i].substring(colon + 1).strip());
            }
        }
        return found;
    }

    /** All fields of that name as one list. */
    String list(String name) {
        return String.join(", ", headers(name));
    }

    String body() {
        String[] parts = text.split("\r\n\r\n", 2);
        return parts.length < 2 ? "" : parts[1];
    }

    /** The tag of From or To; empty where there is none. */
    String tag(String name) {
        return parameter(the(name), "tag");
    }

    /** A parameter's value, quoted or not; empty where there is none. */
    static String parameter(String field, String name) {
        java.util.regex.Matcher found = java.util.regex.Pattern.compile(
                        "(?i)[;, ]" + name + "[ ]*=[ ]*(?:\"([^\"]*)\"|([^;,\" ]+))")
                .matcher(field);
        if (!found.find()) {
            return "";
        }
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
