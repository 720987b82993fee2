package org.pawn.server.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class CpimMessageFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aMessageIsReadOrRefusedAndNoHeaderCanEndItsLine(byte[] body) {
        try {
            CpimMessage read = CpimMessage.read(body);
            assertThat(read.contentType() + read.messageId().orElse("")).doesNotContain("\r", "\n");
            assertThat(read.headers())
                    .allSatisfy(
                            header -> assertThat(header.name() + header.value()).doesNotContain("\r", "\n"));
            assertThat(read.uris("From"))
                    .hasSizeLessThanOrEqualTo(read.headers().size());
            assertThat(read.asksFor("positive-delivery")).isIn(true, false);
        } catch (Refusal.Invalid refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
