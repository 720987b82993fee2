package org.pawn.registration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A SIP URI taken apart to be compared with others (RFC 3261 section 19.1.4): a device that spells its Contact another
 * way is still the same device. Not a total order, and not transitive: a parameter that only one of two has says nothing.
 *
 * @param user with escapes of what need not be escaped undone; the password, if any, is part of it
 * @param host with its port, in lower case
 * @param parameters names and values in lower case
 */
record ContactUri(String scheme, String user, String host, Map<String, String> parameters) {
    /** Where only one of two has one of these, they differ (RFC 3261 section 19.1.4). */
    private static final Set<String> TELLING = Set.of("user", "ttl", "method", "maddr", "transport");

    private static final String UNRESERVED = "-_.!~*'()";

    ContactUri {
        parameters = Map.copyOf(parameters);
    }

    static ContactUri of(String uri) {
        int colon = uri.indexOf(':');
        int at = uri.indexOf('@', colon);
        String rest = uri.substring(Math.max(colon, at) + 1);
        int end = rest.indexOf(';');
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : (end < 0 ? "" : rest.substring(end + 1)).split(";")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(plain(parts[0]), parts.length < 2 ? "" : plain(parts[1]));
        }
        return new ContactUri(
                uri.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT),
                at < 0 ? "" : unescaped(uri.substring(colon + 1, at)),
                plain(end < 0 ? rest : rest.substring(0, end)),
                parameters);
    }

    boolean isSameAs(ContactUri other) {
        if (!scheme.equals(other.scheme) || !user.equals(other.user) || !host.equals(other.host)) {
            return false;
        }
        for (String name : parameters.keySet()) {
            if (other.parameters.containsKey(name)
                    ? !parameters.get(name).equals(other.parameters.get(name))
                    : TELLING.contains(name)) {
                return false;
            }
        }
        return other.parameters.keySet().stream()
                .allMatch(name -> parameters.containsKey(name) || !TELLING.contains(name));
    }

    private static String plain(String text) {
        return unescaped(text).toLowerCase(Locale.ROOT);
    }

    /** Undoes escapes of letters, digits and marks; all others mean something else than the bare character. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                plain.append(c);
                continue;
            }
            char meant = (char) (high << 4 | low);
            boolean same = meant < 0x80 && (Character.isLetterOrDigit(meant) || UNRESERVED.indexOf(meant) >= 0);
            plain.append(same ? String.valueOf(meant) : text.substring(i, i + 3).toUpperCase(Locale.ROOT));
            i += 2;
        }
        return plain.toString();
    }
}
