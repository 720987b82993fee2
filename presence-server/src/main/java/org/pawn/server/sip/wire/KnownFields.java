package org.pawn.server.sip.wire;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header fields that we meet every day, found by the bytes of their names without making a text of them. */
final class KnownFields {
    private static final int SLOTS = 512; // a power of two, mostly empty
    private static final List<String> ONCE = List.of(
            "From",
            "To",
            "Call-ID",
            "CSeq",
            "Content-Length",
            "Content-Type",
            "Content-Encoding",
            "Max-Forwards",
            "Expires",
            "Event",
            "SIP-If-Match",
            "SIP-ETag",
            "Subscription-State",
            "Date",
            "User-Agent",
            "Server",
            "Min-Expires",
            "Retry-After",
            "Subject",
            "MIME-Version",
            "Organization",
            "Timestamp",
            "Identity");
    private static final List<String> OFTEN = List.of(
            "Via",
            "Contact",
            "Route",
            "Record-Route",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Allow",
            "Allow-Events",
            "Authorization",
            "Proxy-Authorization",
            "WWW-Authenticate",
            "Proxy-Authenticate",
            "Authentication-Info",
            "Supported",
            "Unsupported",
            "Require",
            "Proxy-Require",
            "Content-Disposition",
            "Content-Language",
            "P-Asserted-Identity",
            "P-Preferred-Identity",
            "Privacy",
            "Path",
            "Service-Route",
            "Session-Expires",
            "Min-SE",
            "Reason",
            "Refer-To",
            "Referred-By",
            "Replaces",
            "RAck",
            "RSeq",
            "Warning",
            "In-Reply-To",
            "Priority");
    private static final Field[] TABLE = table();

    private KnownFields() {}

    /**
     * @param name canonical, in lower case
     * @param usual as it is spelled for the most part
     * @param onceBit a bit of its own where a message has the field at most once, else 0
     */
    record Field(String name, String usual, int onceBit) {}

    /** The field of which these bytes are the name, in any case; null for others and for compact forms. */
    static @Nullable Field find(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + (bytes[i] | 0x20);
        }
        for (int slot = slot(hash); ; slot = slot + 1 & SLOTS - 1) {
            Field field = TABLE[slot];
            if (field == null || isName(field.name, bytes, from, to)) {
                return field;
            }
        }
    }

    private static boolean isName(String name, byte[] bytes, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            int lower = b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
            if (lower != name.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 9) & SLOTS - 1;
    }

    private static Field[] table() {
        Field[] table = new Field[SLOTS];
        for (int i = 0; i < ONCE.size(); i++) {
            add(table, ONCE.get(i), 1 << i);
        }
        OFTEN.forEach(usual -> add(table, usual, 0));
        return table;
    }

    private static void add(Field[] table, String usual, int onceBit) {
        String name = usual.toLowerCase(Locale.ROOT);
        int hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 31 + (name.charAt(i) | 0x20);
        }
        int slot = slot(hash);
        while (table[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        table[slot] = new Field(name, usual, onceBit);
    }
}
