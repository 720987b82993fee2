package org.pawn.address;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The public address of a user, {@code alice@example.com}; never a device (RFC 3261 section 6).
 * User parts compare exactly, domains without case (RFC 3261 section 19.1.4).
 */
public record AddressOfRecord(String user, String domain) implements Comparable<AddressOfRecord> {
    private static final int MAX_LENGTH = 320;
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "pres", "im", "mailto");

    public AddressOfRecord {
        if (user.isBlank() || domain.isBlank()) {
            throw new IllegalArgumentException("user and domain must not be blank");
        }
        if (user.length() + domain.length() >= MAX_LENGTH) {
            throw new IllegalArgumentException("an address has at most " + MAX_LENGTH + " characters");
        }
        requireUser(user);
        domain = domain.toLowerCase(Locale.ROOT); // hosts compare case-insensitively, users do not
        requireDomain(domain);
    }

    /**
     * Reads the bare form or a {@code sip:, sips:, pres:, im:, mailto:} URI; URI parameters and headers are dropped,
     * a port too, percent-escapes are decoded.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static AddressOfRecord parse(String text) {
        String rest = text.strip();
        int colon = rest.indexOf(':');
        if (colon > 0 && isScheme(rest.substring(0, colon))) {
            rest = rest.substring(colon + 1);
        }
        int at = rest.lastIndexOf('@');
        if (at <= 0) {
            throw new IllegalArgumentException("not an address such as alice@example.com: " + printable(text));
        }
        String user = decode(rest.substring(0, at));
        String domain = rest.substring(at + 1);
        int end = firstOf(domain, ";?:>/");
        return new AddressOfRecord(user, end < 0 ? domain : domain.substring(0, end));
    }

    /** The same person as a SIP URI, {@code sip:alice@example.com}, with what RFC 3261 does not allow bare escaped. */
    public String sipUri() {
        return "sip:" + escape(user) + "@" + domain;
    }

    /** The same person as a presentity URI (RFC 3859). */
    public String presUri() {
        return "pres:" + escape(user) + "@" + domain;
    }

    /** By hand, as everything is looked up by it; users differ more than domains. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AddressOfRecord one && user.equals(one.user) && domain.equals(one.domain);
    }

    @Override
    public int hashCode() {
        return 31 * user.hashCode() + domain.hashCode();
    }

    @Override
    public int compareTo(AddressOfRecord other) {
        int byDomain = domain.compareTo(other.domain);
        return byDomain != 0 ? byDomain : user.compareTo(other.user);
    }

    @Override
    public String toString() {
        return user + "@" + domain;
    }

    private static boolean isScheme(String text) {
        return text.equals("sip") || SCHEMES.contains(text.toLowerCase(Locale.ROOT));
    }

    private static void requireUser(String user) {
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            if (c <= ' ' || c == 0x7f || "<>\"@,;:\\?".indexOf(c) >= 0 || Character.isISOControl(c)) {
                throw new IllegalArgumentException("an address's user part cannot hold " + printable("" + c));
            }
        }
    }

    private static void requireDomain(String domain) {
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_')) {
                throw new IllegalArgumentException("not a domain name: " + printable(domain));
            }
        }
    }

    private static int firstOf(String text, String any) {
        for (int i = 0; i < text.length(); i++) {
            if (any.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The text with its percent-escapes decoded, as UTF-8.
     *
     * @throws IllegalArgumentException if one is broken
     */
    public static String unescaped(String text) {
        return decode(text);
    }

    private static String decode(String user) {
        if (user.indexOf('%') < 0) {
            return user;
        }
        byte[] bytes = new byte[user.length() * 3];
        int n = 0;
        for (int i = 0; i < user.length(); ) {
            char c = user.charAt(i);
            if (c == '%') {
                if (i + 2 >= user.length()) {
                    throw new IllegalArgumentException("a broken escape in " + printable(user));
                }
                int high = Character.digit(user.charAt(i + 1), 16);
                int low = Character.digit(user.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw new IllegalArgumentException("a broken escape in " + printable(user));
                }
                bytes[n++] = (byte) (high << 4 | low);
                i += 3;
            } else {
                byte[] encoded = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, bytes, n, encoded.length);
                n += encoded.length;
                i++;
            }
        }
        return new String(bytes, 0, n, StandardCharsets.UTF_8);
    }

    private static String escape(String user) {
        StringBuilder out = new StringBuilder(user.length());
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || "-_.!~*'()&=+$/".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    private static String printable(String text) {
        String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return '"' + cut.replaceAll("[\\p{Cntrl}]", "?") + '"';
    }
}
