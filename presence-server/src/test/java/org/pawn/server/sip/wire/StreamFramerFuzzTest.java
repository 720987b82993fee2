package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class StreamFramerFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void inWhateverPiecesAStreamComesItsMessagesAreTheSame(byte[] stream) {
        assertThat(cut(stream, 1)).isEqualTo(cut(stream, Integer.MAX_VALUE));
        assertThat(cut(stream, 7)).isEqualTo(cut(stream, Integer.MAX_VALUE));
    }

    /** The messages, and last what became of the stream. */
    private static List<String> cut(byte[] stream, int piece) {
        List<String> found = new ArrayList<>();
        StreamFramer framer = new StreamFramer(
                message -> found.add(new String(message, StandardCharsets.ISO_8859_1)),
                pong -> {},
                () -> MessageScanner.MAX_MESSAGE);
        try {
            for (int at = 0; at < stream.length; ) {
                int count = Math.min(piece, stream.length - at);
                framer.add(stream, at, count);
                at += count;
            }
        } catch (MalformedMessage ended) {
            found.add(ended.status() + " " + ended.reason());
        }
        return found;
    }
}
