package org.pawn.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class LoopbackTest {
    @Test
    void takesAnAddressOfThisMachineAlone() {
        assertThat(Loopback.address("127.0.0.1:5060").getPort()).isEqualTo(5060);
        assertThat(Loopback.require(URI.create("http://127.0.0.1:8080")).getPort())
                .isEqualTo(8080);
    }

    @Test
    void refusesToSendLoadAnywhereElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Loopback.address("192.0.2.1:5060"));
        assertThatIllegalArgumentException().isThrownBy(() -> Loopback.require(URI.create("http://192.0.2.1:8080")));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new SipSockets(new InetSocketAddress("192.0.2.1", 5060), 1, (socket, message, at) -> {}));
    }
}
