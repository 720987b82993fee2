package org.pawn.rest.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Which request paths are read at all. What two parsers could read in two ways is refused before any route or rule
 * sees it: authentication never hangs on a prefix, and this makes sure that nothing else does either.
 */
final class Paths {
    private static final String PLAIN = "-._~!$&'()*+,=:@/";

    private Paths() {}

    /** @throws ProblemException 400, for a path that cannot be decoded or that could mean two things */
    static void requireClear(String raw) {
        if (!raw.startsWith("/") || raw.contains("//")) {
            throw refused();
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                i += 2;
            } else if (!isPlain(c)) {
                throw refused();
            }
        }
        for (String segment : raw.substring(1).split("/", -1)) {
            requireClearSegment(decode(segment));
        }
    }

    private static void requireClearSegment(String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            throw refused();
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '/' || c == '\\' || Character.isISOControl(c)) {
                throw refused();
            }
        }
    }

    private static String decode(String segment) {
        byte[] bytes = new byte[segment.length()];
        int n = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                if (i + 2 >= segment.length()) {
                    throw refused();
                }
                int high = Character.digit(segment.charAt(i + 1), 16);
                int low = Character.digit(segment.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw refused();
                }
                bytes[n++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[n++] = (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, n))
                    .toString(); // strict: overlong forms fail
        } catch (CharacterCodingException notUtf8) {
            throw refused();
        }
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemType.AMBIGUOUS_PATH, "This path cannot be read in exactly one way.");
    }
}
