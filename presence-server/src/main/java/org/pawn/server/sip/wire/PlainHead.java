package org.pawn.server.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start line and header fields of a message in which nothing is unusual: ASCII, one line a field, long names, no
 * escapes, and what must be there once is there at most once. Reads them in one pass; {@link MessageScanner} reads
 * whatever else, and the same of these.
 *
 * @param bodyStart where the body begins
 */
record PlainHead(String startLine, List<SipHeader> fields, int bodyStart) {
    private static final int USUAL_FIELDS = 16;

    /** Null where something is unusual. */
    static @Nullable PlainHead read(byte[] bytes) {
        int lineEnd = endOfLine(bytes, 0);
        if (lineEnd <= 0) {
            return null;
        }
        String startLine = text(bytes, 0, lineEnd);
        List<SipHeader> fields = new ArrayList<>(USUAL_FIELDS);
        int seen = 0;
        for (int start = lineEnd + 2; ; start = lineEnd + 2) {
            lineEnd = endOfLine(bytes, start);
            if (lineEnd == start) {
                return start > MessageScanner.MAX_HEAD ? null : new PlainHead(startLine, fields, start + 2);
            }
            int colon = lineEnd < 0 ? -1 : colon(bytes, start, lineEnd);
            KnownFields.Field field = colon < 0 ? null : KnownFields.find(bytes, start, colon);
            if (field == null || (seen & field.onceBit()) != 0 || fields.size() >= MessageScanner.MAX_FIELDS) {
                return null;
            }
            seen |= field.onceBit();
            fields.add(new SipHeader(field.name(), stripped(bytes, colon + 1, lineEnd)));
        }
    }

    /** Where the line ends at its CRLF; -1 where it does not, or holds what is not plain. */
    static int endOfLine(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b < ' ' || b == '\\' || b == 0x7f) {
                return b == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? i : -1;
            }
        }
        return -1;
    }

    static int colon(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    static String stripped(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && bytes[start] == ' ') {
            start++;
        }
        while (end > start && bytes[end - 1] == ' ') {
            end--;
        }
        return text(bytes, start, end);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
