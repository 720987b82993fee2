package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class MessageScannerFuzzTest {
    private static final SipPeer UDP = new SipPeer(Transport.UDP, new InetSocketAddress("192.0.2.1", 5060));

    @FuzzTest(maxDuration = "60s")
    void aMessageIsReadOrRefusedAndNoFieldCanEndItsLine(byte[] bytes) {
        try {
            if (MessageScanner.scan(bytes, UDP) instanceof MessageScanner.Message.Request read) {
                SipRequest request = read.request();
                assertThat(request.method()).matches("[\\w.!%*+`'~-]+");
                assertThat(request.uri()).doesNotContain("\r", "\n", " ");
                assertThat(request.callId()).doesNotContain("\r", "\n");
                assertThat(request.body()).hasSizeLessThanOrEqualTo(MessageScanner.MAX_BODY);
            }
        } catch (MalformedMessage refused) {
            assertThat(refused.status()).isIn(400, 413, 505);
            assertThat(refused.reason()).isNotBlank();
        }
    }
}
