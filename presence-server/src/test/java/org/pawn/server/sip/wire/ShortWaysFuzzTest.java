package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class ShortWaysFuzzTest {
    private static final SipPeer UDP = new SipPeer(Transport.UDP, new InetSocketAddress("192.0.2.1", 5060));

    private final Grammar grammar = new Grammar();

    @FuzzTest(maxDuration = "60s")
    void bothWaysOfReadingSayTheSameAndWhatPassesAsUsualTheGrammarTakes(byte[] message) {
        assertThat(said(message, true)).isEqualTo(said(message, false));
        try {
            if (MessageScanner.scan(message, UDP) instanceof MessageScanner.Message.Request read && read.usual()) {
                assertThatCode(() -> grammar.check(message, read.request().headers()))
                        .doesNotThrowAnyException();
            }
        } catch (MalformedMessage refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }

    private static List<Object> said(byte[] message, boolean shortWay) {
        try {
            MessageScanner.Message read =
                    shortWay ? MessageScanner.scan(message, UDP) : MessageScanner.scanThoroughly(message, UDP);
            if (read instanceof MessageScanner.Message.Request request) {
                SipRequest asked = request.request();
                String body = new String(asked.body(), StandardCharsets.ISO_8859_1);
                return List.of(asked.method(), asked.uri(), asked.headers().fields(), asked.from(), asked.to(), body);
            }
            SipRelayed answer = ((MessageScanner.Message.Response) read).relayed();
            return List.of(answer.status(), answer.reason(), answer.headers().fields());
        } catch (MalformedMessage refused) {
            return List.of(
                    refused.status(), refused.reason(), refused.salvaged().map(SipHeaders::fields));
        }
    }
}
