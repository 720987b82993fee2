package org.pawn.server.sip.wire;

import java.util.Map;

/** How a header field's name is usually spelled; readers take any case, people and some programs like the usual one. */
final class FieldNames {
    private static final Map<String, String> ODD = Map.of(
            "call-id", "Call-ID",
            "cseq", "CSeq",
            "www-authenticate", "WWW-Authenticate",
            "mime-version", "MIME-Version",
            "rack", "RAck",
            "rseq", "RSeq",
            "sip-etag", "SIP-ETag",
            "sip-if-match", "SIP-If-Match");

    private FieldNames() {}

    /** A name in lower case with its words' first letters raised; any other name as it is. */
    static String usual(String name) {
        String odd = ODD.get(name);
        if (odd != null) {
            return odd;
        }
        StringBuilder usual = new StringBuilder(name);
        for (int i = 0; i < usual.length(); i++) {
            char c = usual.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return name;
            }
            if (c >= 'a' && c <= 'z' && (i == 0 || usual.charAt(i - 1) == '-')) {
                usual.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return usual.toString();
    }
}
