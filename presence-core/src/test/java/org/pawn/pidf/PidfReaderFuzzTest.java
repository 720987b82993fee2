package org.pawn.pidf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class PidfReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aDocumentIsReadOrRefusedAndWhatWeWriteOfItCanBeRead(byte[] body) {
        PidfDocument read;
        try {
            read = PidfReader.read(body);
        } catch (Refusal.Invalid | Refusal.TooLarge refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        PidfDocument again = PidfReader.read(PidfWriter.write(read));
        assertThat(again.entity()).isEqualTo(read.entity());
        assertThat(again.tuples()).hasSameSizeAs(read.tuples());
    }
}
