package org.pawn.calendar.ical;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Unfolds lines (RFC 5545 section 3.1) from bytes, so that a fold inside a character does no harm. Ends of line may be
 * CRLF, LF or CR. Text that is no UTF-8 is read as Windows-1252.
 */
final class ContentLines {
    /** One unfolded line; {@code text} is empty when it was longer than {@link #MAX_LINE}. */
    record Line(int number, Optional<String> text) {}

    static final int MAX_LINE = 64 * 1024;
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    private final byte[] bytes;
    private int position;
    private int lineNumber = 1;

    ContentLines(byte[] bytes) {
        this.bytes = withoutByteOrderMark(bytes);
        this.position = 0;
    }

    /** The next line that is not blank; empty at the end. */
    Optional<Line> next() {
        while (position < bytes.length) {
            Line line = unfold();
            if (line.text().isEmpty() || !line.text().get().isBlank()) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private Line unfold() {
        int number = lineNumber;
        int start = position;
        int firstEnd = endOfLine(start);
        position = afterLineEnd(firstEnd);
        lineNumber++;
        if (!isFolded()) { // most lines
            return new Line(
                    number, firstEnd - start > MAX_LINE ? Optional.empty() : Optional.of(decode(start, firstEnd)));
        }
        return unfold(number, start, firstEnd);
    }

    /** A line that is folded at least once; the position is after its first fold. */
    private Line unfold(int number, int start, int firstEnd) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2 * (firstEnd - start));
        boolean tooLong = firstEnd - start > MAX_LINE;
        if (!tooLong) {
            line.write(bytes, start, firstEnd - start);
        }
        do {
            int end = endOfLine(position);
            if (line.size() + (end - position) > MAX_LINE) {
                tooLong = true;
            } else {
                line.write(bytes, position, end - position);
            }
            position = afterLineEnd(end);
            lineNumber++;
        } while (isFolded());
        return new Line(number, tooLong ? Optional.empty() : Optional.of(decode(line.toByteArray())));
    }

    private boolean isFolded() {
        if (position < bytes.length && (bytes[position] == ' ' || bytes[position] == '\t')) {
            position++;
            return true;
        }
        return false;
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    private int afterLineEnd(int end) {
        int after = end;
        while (after < bytes.length && bytes[after] == '\r') { // CR CR LF is seen in the wild
            after++;
        }
        return after < bytes.length && bytes[after] == '\n' ? after + 1 : Math.max(after, end + 1);
    }

    private String decode(int start, int end) {
        return isAscii(bytes, start, end)
                ? new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
                : decode(Arrays.copyOfRange(bytes, start, end));
    }

    private static String decode(byte[] line) {
        if (isAscii(line, 0, line.length)) {
            return new String(line, StandardCharsets.ISO_8859_1);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text; // files that were put together
        } catch (CharacterCodingException notUtf8) {
            return new String(line, FALLBACK);
        }
    }

    private static boolean isAscii(byte[] line, int start, int end) {
        int all = 0;
        for (int i = start; i < end; i++) { // no early exit: the compiler takes many bytes at once
            all |= line[i];
        }
        return all >= 0;
    }

    private static byte[] withoutByteOrderMark(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(3, bytes.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
            return new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
        }
        if (start.equals("\u00ef\u00bb\u00bf")) {
            return Arrays.copyOfRange(bytes, 3, bytes.length);
        }
        return bytes;
    }
}
