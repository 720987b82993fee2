package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class NameAddressFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anAddressIsReadOrRefused(byte[] input) {
        try {
            NameAddress read = NameAddress.parse(new String(input, StandardCharsets.UTF_8));
            assertThat(read.uri()).matches("[^\\s<>\"]+");
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasNoCause();
        }
    }
}
