package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class StunBindingFuzzTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.1", 5060);
    private static final int WIRE = 20 + 8; // the heads of IP and UDP

    @FuzzTest(maxDuration = "30s")
    void anAnswerIsStunOfTheSameTransactionAndNoWeapon(byte[] datagram) {
        if (!StunBinding.isStun(datagram)) {
            return;
        }
        StunBinding.answer(datagram, FROM).ifPresent(answer -> {
            assertThat(StunBinding.isStun(answer)).isTrue();
            assertThat(ByteBuffer.wrap(answer, 4, 16)).isEqualTo(ByteBuffer.wrap(datagram, 4, 16));
            assertThat((int) ByteBuffer.wrap(answer).getShort(2)).isEqualTo(answer.length - 20);
            assertThat(answer.length + WIRE).isLessThanOrEqualTo((datagram.length + WIRE) * 3 / 2);
        });
    }
}
