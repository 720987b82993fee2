package org.pawn.server.sip.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code name-addr} or {@code addr-spec} with its header parameters (RFC 3261 section 20.10).
 *
 * @param uri without the angle brackets
 * @param parameters of the header, not of the URI; names in lower case, values unquoted, absent values empty
 */
public record NameAddress(String display, String uri, Map<String, String> parameters) {

    public NameAddress {
        parameters = Map.copyOf(parameters);
    }

    /** @throws IllegalArgumentException if it is malformed */
    public static NameAddress parse(String text) {
        int open = outsideQuotes(text, '<', 0);
        if (open < 0) {
            // Without brackets everything after the first semicolon belongs to the header.
            int end = text.indexOf(';');
            String uri = (end < 0 ? text : text.substring(0, end)).strip();
            return new NameAddress("", checked(uri), Parameters.parse(end < 0 ? "" : text.substring(end)));
        }
        int close = text.indexOf('>', open);
        if (close < 0) {
            throw new IllegalArgumentException("an angle bracket is not closed");
        }
        String uri = text.substring(open + 1, close).strip();
        Map<String, String> parameters =
                Parameters.parse(text.substring(close + 1).strip());
        return new NameAddress(display(text.substring(0, open).strip()), checked(uri), parameters);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The {@code tag}, where it is one and not empty. */
    public Optional<String> tag() {
        return parameter("tag").filter(tag -> !tag.isEmpty());
    }

    private static String checked(String uri) {
        int colon = uri.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("not a URI");
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7f) {
                throw new IllegalArgumentException("not a URI");
            }
        }
        return uri;
    }

    private static String display(String text) {
        if (!text.startsWith("\"")) {
            if (text.chars().anyMatch(c -> "\"<>,;:@".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("a display name that must be quoted");
            }
            return text;
        }
        if (text.length() < 2 || !text.endsWith("\"") || outsideQuotes(text, '\0', 0) != -1) {
            throw new IllegalArgumentException("a display name's quotes are not closed");
        }
        return unquote(text);
    }

    static String unquote(String quoted) {
        StringBuilder plain = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            plain.append(c == '\\' && i + 1 < quoted.length() - 1 ? quoted.charAt(++i) : c);
        }
        return plain.toString();
    }

    /** The place of {@code wanted} outside quotes; -1 where there is none, -2 where quotes stay open. */
    static int outsideQuotes(String text, char wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == wanted) {
                return i;
            }
        }
        return quoted ? -2 : -1;
    }

    /** {@code ;name=value;name="quoted"}, each name once. */
    static final class Parameters {
        private Parameters() {}

        static Map<String, String> parse(String text) {
            if (text.isEmpty()) {
                return Map.of();
            }
            Map<String, String> found = new LinkedHashMap<>(4);
            int at = 0;
            while (at < text.length()) {
                if (text.charAt(at) != ';') {
                    throw new IllegalArgumentException("parameters begin with a semicolon");
                }
                int next = outsideQuotes(text, ';', at + 1);
                if (next == -2) {
                    throw new IllegalArgumentException("a parameter's quotes are not closed");
                }
                int end = next < 0 ? text.length() : next;
                add(found, text.substring(at + 1, end).strip());
                at = end;
            }
            return found;
        }

        private static void add(Map<String, String> found, String parameter) {
            int equals = parameter.indexOf('=');
            String name = (equals < 0 ? parameter : parameter.substring(0, equals))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : parameter.substring(equals + 1).strip();
            if (name.isEmpty() || name.indexOf('"') >= 0) {
                throw new IllegalArgumentException("a parameter without a name");
            }
            if (value.startsWith("\"")) {
                if (value.length() < 2 || !value.endsWith("\"")) {
                    throw new IllegalArgumentException("a parameter's quotes are not closed");
                }
                value = unquote(value);
            }
            if (found.put(name, value) != null) {
                throw new IllegalArgumentException("a parameter is there twice");
            }
        }
    }
}
