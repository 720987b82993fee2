package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bK7",
                "SIP / 2.0 / UDP 192.0.2.1:5070;branch=z9hG4bK7",
                "SIP/2.0/UDP 192.0.2.1 : 5070;branch=z9hG4bK7",
                "SIP/2.0/UDP\t 192.0.2.1: 5070 ; branch = z9hG4bK7",
                "sip/2.0/udp   192.0.2.1 :5070;branch=z9hG4bK7"
            })
    void blanksAroundItsSeparatorsDoNotMatter(String written) {
        Via via = Via.parse(written);

        assertThat(via.sentBy()).isEqualTo("192.0.2.1:5070");
        assertThat(via.branch()).isEqualTo("z9hG4bK7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIP/2.0/UDP", "SIP/3.0/UDP 192.0.2.1", "SIP/2.0 192.0.2.1", "HTTP/1.1/TCP 192.0.2.1"})
    void whatIsNoViaIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Via.parse(written));
    }
}
