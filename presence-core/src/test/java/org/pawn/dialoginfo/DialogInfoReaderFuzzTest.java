package org.pawn.dialoginfo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class DialogInfoReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aDocumentIsReadAndSaysWhatCallsThereAreOrIsRefused(byte[] body) {
        try {
            DialogInfo read = DialogInfoReader.read(body);
            assertThat(read.dialogs()).hasSizeLessThanOrEqualTo(DialogInfoReader.MAX_DIALOGS);
            assertThat(DialogCalls.of(read)).isNotNull();
        } catch (Refusal.Invalid | Refusal.TooLarge refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
