package org.pawn.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A SIP message as the load side needs it: start line, header fields by their long names, body. Lenient and quick. */
final class SipMessage {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final String text; // one char a byte
    private final int headEnd;

    private SipMessage(String text) {
        this.text = text;
        int end = text.indexOf(END_OF_HEAD);
        this.headEnd = end < 0 ? text.length() : end;
    }

    static SipMessage read(ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        return new SipMessage(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** 200 and so on; 0 for a request. */
    int status() {
        return text.startsWith("SIP/2.0 ") ? Integer.parseInt(text, 8, 11, 10) : 0;
    }

    boolean isNotify() {
        return text.startsWith("NOTIFY ");
    }

    /** The value of the first such header field. */
    Optional<String> header(String name) {
        int at = lineOf(name);
        return at < 0
                ? Optional.empty()
                : Optional.of(
                        text.substring(at + name.length() + 1, endOfLine(at)).strip());
    }

    /** The branch of the topmost Via, which names a transaction. */
    Optional<String> branch() {
        return header("Via").flatMap(via -> {
            int at = via.indexOf(";branch=");
            if (at < 0) {
                return Optional.empty();
            }
            int end = via.indexOf(';', at + 8);
            return Optional.of(via.substring(at + 8, end < 0 ? via.length() : end));
        });
    }

    /** The number of the CSeq header field. */
    long sequence() {
        return header("CSeq")
                .map(value -> Long.parseLong(value, 0, value.indexOf(' '), 10))
                .orElse(-1L);
    }

    /** The 200 to this request, as one with nothing else to say gives it. */
    byte[] accepted() {
        StringBuilder out = new StringBuilder(headEnd).append("SIP/2.0 200 OK\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            int at = lineOf(name);
            if (at >= 0) {
                out.append(text, at, endOfLine(at)).append("\r\n");
            }
        }
        out.append("Content-Length: 0\r\n\r\n");
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Head and body, one char a byte. */
    String text() {
        return text;
    }

    private int lineOf(String name) {
        int at = text.indexOf("\r\n") + 2;
        while (at > 1 && at < headEnd) {
            if (text.regionMatches(true, at, name, 0, name.length()) && text.charAt(at + name.length()) == ':') {
                return at;
            }
            at = endOfLine(at) + 2;
        }
        return -1;
    }

    private int endOfLine(int from) {
        int end = text.indexOf("\r\n", from);
        return end < 0 ? headEnd : Math.min(end, headEnd);
    }
}
