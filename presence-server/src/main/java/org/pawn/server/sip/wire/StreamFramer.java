package org.pawn.server.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Cuts a byte stream into messages by Content-Length (RFC 3261 section 18.3), whatever pieces it comes in. A double CRLF
 * between messages is a keep-alive (RFC 5626 section 4.4.1). Holds at most one message, and no more memory. Not thread-safe: one reader.
 */
final class StreamFramer {
    private static final int FIRST_CAPACITY = 1024;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final String LENGTH = "content-length";
    private static final String SHORT_LENGTH = "l";
    private static final Pattern FOLD = Pattern.compile("\r\n[ \t]+");

    private final Consumer<byte[]> messages;
    private final Consumer<byte[]> pong;
    private final IntSupplier longest;
    private byte[] buffer = new byte[0];
    private int length;
    private int searched;
    private int needed; // of the message whose head is complete; 0: the head is not

    /** @param longest how many bytes the next message may have; asked when its head is complete */
    StreamFramer(Consumer<byte[]> messages, Consumer<byte[]> pong, IntSupplier longest) {
        this.messages = messages;
        this.pong = pong;
        this.longest = longest;
    }

    /** @throws MalformedMessage when it cannot be told where the next message begins: the stream is of no more use */
    void add(byte[] bytes, int from, int count) throws MalformedMessage {
        reserve(length + count);
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
        while (next()) {
            // one message a round
        }
        if (buffer.length > 2 * Math.max(length, needed) && buffer.length > FIRST_CAPACITY) {
            buffer = Arrays.copyOf(buffer, Math.max(length, needed)); // a long read before a short remainder
        }
    }

    /** What is held back. */
    byte[] heldBytes() {
        return Arrays.copyOf(buffer, length);
    }

    private boolean next() throws MalformedMessage {
        if (needed == 0) {
            skipKeepAlives();
            int end = endOfHead();
            if (end < 0) {
                if (length > MessageScanner.MAX_HEAD) {
                    throw new MalformedMessage(400, "Header fields too long", Optional.empty());
                }
                return false;
            }
            needed = end + 4 + contentLength(end);
            if (needed > longest.getAsInt()) {
                throw new MalformedMessage(413, "Request Entity Too Large", Optional.empty());
            }
        }
        if (length < needed) {
            return false;
        }
        messages.accept(Arrays.copyOf(buffer, needed));
        drop(needed);
        needed = 0;
        return length > 0;
    }

    private void skipKeepAlives() {
        int at = 0;
        while (at + 1 < length && buffer[at] == '\r' && buffer[at + 1] == '\n') {
            if (at + 3 < length && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                pong.accept(CRLF);
                at += 4;
            } else if (at + 2 < length && !(at + 3 == length && buffer[at + 2] == '\r')) {
                at += 2; // a stray empty line before a message
            } else {
                break; // half of a ping, perhaps
            }
        }
        drop(at);
    }

    private int endOfHead() {
        int from = Math.max(0, searched - 3);
        for (int i = from; i + 3 < length; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i;
            }
        }
        searched = length;
        return -1;
    }

    /** Two, a negative or a huge one end the stream; none is zero. */
    private int contentLength(int headEnd) throws MalformedMessage {
        String found = "";
        for (int start = 0, end; start < headEnd; start = end + 2) {
            end = endOfLine(start, headEnd);
            if (buffer[start] <= ' ') {
                return contentLengthUnfolded(headEnd);
            }
            if (isNamed(LENGTH, start, end) || isNamed(SHORT_LENGTH, start, end)) {
                found = value(new String(buffer, start, end - start, StandardCharsets.ISO_8859_1), found);
            }
        }
        return number(found);
    }

    /** The same where a line goes on in the next. */
    private int contentLengthUnfolded(int headEnd) throws MalformedMessage {
        String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
        String found = "";
        for (String line : FOLD.matcher(head).replaceAll(" ").split("\r\n")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (name.equals(LENGTH) || name.equals(SHORT_LENGTH)) {
                found = value(line, found);
            }
        }
        return number(found);
    }

    private int endOfLine(int from, int headEnd) {
        for (int i = from; i + 1 < headEnd; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
        }
        return headEnd;
    }

    /** Whether the line is a field of that name; {@code name} in lower case. */
    private boolean isNamed(String name, int from, int to) {
        int end = from + name.length();
        for (int i = from; i < end; i++) {
            if (i >= to || lower(buffer[i]) != name.charAt(i - from)) {
                return false;
            }
        }
        int after = end;
        while (after < to && buffer[after] <= ' ' && buffer[after] >= 0) {
            after++;
        }
        return after < to && buffer[after] == ':';
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    private static String value(String line, String before) throws MalformedMessage {
        if (!before.isEmpty()) {
            throw new MalformedMessage(400, "More than one Content-Length", Optional.empty());
        }
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static int number(String found) throws MalformedMessage {
        if (found.isEmpty()) {
            return 0;
        }
        int value = SipHeaders.number(found)
                .orElseThrow(() -> new MalformedMessage(400, "Bad Content-Length", Optional.empty()));
        if (value > MessageScanner.MAX_BODY) {
            throw new MalformedMessage(413, "Request Entity Too Large", Optional.empty());
        }
        return value;
    }

    private void drop(int count) {
        if (count == 0) {
            return;
        }
        length -= count;
        if (length == 0) {
            buffer = new byte[0]; // an idle connection holds nothing
        } else {
            System.arraycopy(buffer, count, buffer, 0, length);
        }
        searched = 0;
    }

    private void reserve(int capacity) {
        if (capacity > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(capacity, Math.max(FIRST_CAPACITY, buffer.length * 2)));
        }
    }
}
