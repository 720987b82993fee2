package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 section 18.3: where one message of a stream ends. */
final class StreamFramerTest {
    private static final String NEXT = "OPTIONS sip:b SIP/2.0\r\nContent-Length: 0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3",
                "CONTENT-LENGTH:3",
                "content-length \t:\t3 ",
                "l: 3",
                "L:3",
                "Content-Length:\r\n 3",
                "Subject: a\r\n b\r\nl: 3",
                "Lotus: 9\r\nContent-Language: en\r\nContent-Length: 3"
            })
    void theLengthIsFoundHoweverItIsSpelled(String field) throws MalformedMessage {
        String first = "MESSAGE sip:a SIP/2.0\r\n" + field + "\r\nTo: sip:a\r\n\r\nabc";

        assertThat(cut(first + NEXT)).containsExactly(first, NEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content\rLength: 3", "Content-Lengths: 3", "X-Content-Length: 3", "ll: 3", "Content-Length 3"})
    void whatIsNoLengthIsNone(String field) throws MalformedMessage {
        String first = "MESSAGE sip:a SIP/2.0\r\n" + field + "\r\nTo: sip:a\r\n\r\n";

        assertThat(cut(first + NEXT)).containsExactly(first, NEXT);
    }

    private static List<String> cut(String stream) throws MalformedMessage {
        List<String> found = new ArrayList<>();
        StreamFramer framer = new StreamFramer(
                message -> found.add(new String(message, StandardCharsets.ISO_8859_1)),
                pong -> {},
                () -> MessageScanner.MAX_MESSAGE);
        byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
        framer.add(bytes, 0, bytes.length);
        return found;
    }
}
