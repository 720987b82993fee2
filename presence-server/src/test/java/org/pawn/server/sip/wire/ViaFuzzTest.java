package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class ViaFuzzTest {
    private static final SipPeer PEER = new SipPeer(Transport.UDP, new InetSocketAddress("192.0.2.1", 5060));

    @FuzzTest(maxDuration = "30s")
    void aViaIsReadAndStampedOrRefused(byte[] input) {
        try {
            Via read = Via.parse(new String(input, StandardCharsets.ISO_8859_1));
            assertThat(read.responsePort(PEER)).isBetween(1, 65_535);
            assertThat(read.stamped(PEER)).contains(";received=192.0.2.1");
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasNoCause();
        }
    }
}
