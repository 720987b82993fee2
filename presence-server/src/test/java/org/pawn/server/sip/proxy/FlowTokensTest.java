package org.pawn.server.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.Transport;

final class FlowTokensTest {
    private static final Legs LEGS = new Legs(
            leg("alice@example.com", Transport.UDP), leg("bob@example.com", Transport.TLS), Instant.ofEpochSecond(9));

    private final FlowTokens tokens = new FlowTokens(key(1), new SecureRandom());

    private static Legs.Leg leg(String person, Transport transport) {
        return new Legs.Leg(
                AddressOfRecord.parse(person),
                new SipPeer(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000)));
    }

    private static SecretKey key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new SecretKeySpec(bytes, "AES");
    }

    @Test
    void whatWasSealedOpensForItsCallAndUnderItsKeyAlone() {
        String token = tokens.seal(LEGS, "call-1");

        assertThat(tokens.open(token, "call-1")).contains(LEGS);
        assertThat(new FlowTokens(key(1), new SecureRandom()).open(token, "call-1"))
                .contains(LEGS);
        assertThat(tokens.open(token, "call-2")).isEmpty();
        assertThat(new FlowTokens(key(2), new SecureRandom()).open(token, "call-1"))
                .isEmpty();
    }

    @Test
    void aPhoneMayEscapeWhatNeedsNoEscape() {
        String token = tokens.seal(LEGS, "call-1");
        String escaped = token.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining());

        assertThat(tokens.open(escaped, "call-1")).contains(LEGS);
        assertThat(tokens.open(escaped.substring(0, 20), "call-1")).isEmpty();
        assertThat(tokens.open(token + "%5", "call-1")).isEmpty();
    }

    @Test
    void noPartOfATokenNorAnyOtherTextOpens() {
        String token = tokens.seal(LEGS, "call");

        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.open(token.substring(0, length), "call")).isEmpty();
            assertThat(tokens.open("bob-0x55af18f5b930".repeat(9).substring(0, length % 160), "call"))
                    .isEmpty();
        }
        assertThat(tokens.open("A".repeat(5_000), "call")).isEmpty();
        assertThat(tokens.open("%00\u00fc", "call")).isEmpty();
    }
}
