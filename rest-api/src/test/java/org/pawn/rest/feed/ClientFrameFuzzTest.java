package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class ClientFrameFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aFrameIsReadOrRefused(byte[] input) {
        try {
            assertThat(ClientFrame.read(new String(input, StandardCharsets.UTF_8))
                            .ref())
                    .isNotNull();
        } catch (Refusal.Invalid refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
