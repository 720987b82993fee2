package org.pawn.server.sip.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Of an answer in which nothing is unusual, what says to which request of ours it belongs and how that ended; read
 * without making anything of the rest, which is checked as {@link PlainHead} checks it.
 */
record AnswerHead(int status, String branch, String method) {
    private static final byte[] VERSION = "SIP/2.0 ".getBytes(StandardCharsets.US_ASCII);
    private static final int CODE = VERSION.length;

    static boolean isAnswer(byte[] bytes) {
        return bytes.length > CODE + 4 && bytes[0] == 'S' && bytes[1] == 'I' && bytes[2] == 'P' && bytes[3] == '/';
    }

    /** Null where something is unusual: {@link MessageScanner} decides. */
    static @Nullable AnswerHead read(byte[] bytes) {
        int status = status(bytes);
        int lineEnd = status < 0 ? -1 : PlainHead.endOfLine(bytes, CODE);
        String via = "";
        String sequence = "";
        int seen = 0;
        for (int start = lineEnd + 2; lineEnd > 0; start = lineEnd + 2) {
            lineEnd = PlainHead.endOfLine(bytes, start);
            if (lineEnd == start) {
                return of(status, via, sequence);
            }
            int colon = lineEnd < 0 ? -1 : PlainHead.colon(bytes, start, lineEnd);
            KnownFields.Field field = colon < 0 ? null : KnownFields.find(bytes, start, colon);
            if (field == null || (seen & field.onceBit()) != 0) {
                return null;
            }
            seen |= field.onceBit();
            if (via.isEmpty() && field.name().equals("via")) {
                via = PlainHead.stripped(bytes, colon + 1, lineEnd);
            } else if (field.name().equals("cseq")) {
                sequence = PlainHead.stripped(bytes, colon + 1, lineEnd);
            }
        }
        return null;
    }

    private static int status(byte[] bytes) {
        for (int i = 0; i < CODE; i++) {
            if (bytes[i] != VERSION[i]) {
                return -1;
            }
        }
        int status = 0;
        for (int i = CODE; i < CODE + 3; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            status = status * 10 + bytes[i] - '0';
        }
        return bytes[CODE + 3] == ' ' && status >= 100 && status < 700 ? status : -1;
    }

    private static @Nullable AnswerHead of(int status, String via, String sequence) {
        int branch = via.indexOf(";branch=");
        int blank = sequence.indexOf(' ');
        if (branch < 0
                || branch != via.lastIndexOf(";branch=")
                || blank <= 0
                || via.indexOf(',') >= 0
                || via.indexOf('"') >= 0
                || !via.startsWith("SIP/2.0/")) {
            return null;
        }
        int from = branch + ";branch=".length();
        int end = via.indexOf(';', from);
        return new AnswerHead(status, via.substring(from, end < 0 ? via.length() : end), sequence.substring(blank + 1));
    }
}
