package org.pawn.server.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class RecipientListFuzzTest {
    private static final String TYPE = "multipart/mixed;boundary=\"b\"";

    @FuzzTest(maxDuration = "30s")
    void partsAreReadOrRefusedAndThoseWrittenReadTheSame(byte[] body) {
        List<MultipartBody.Part> read;
        try {
            read = MultipartBody.read(TYPE, body);
        } catch (Refusal.Invalid refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        List<MultipartBody.Part> again = MultipartBody.read(TYPE, MultipartBody.write(read, "b"));
        assertThat(again).usingRecursiveComparison().isEqualTo(read);
        assertThat(read)
                .allSatisfy(part -> assertThat(part.headers().toString()).doesNotContain("\r", "\n"));
    }

    @FuzzTest(maxDuration = "30s")
    void aListIsReadOrRefusedAndWhatIsSentHasNoListOfIt(byte[] body) {
        try {
            RecipientList read = RecipientList.read(TYPE, body);
            assertThat(read.entries()).hasSizeBetween(1, RecipientList.MAX_RECIPIENTS);
            assertThat(read.content("c").contentType()).doesNotContain("\r", "\n");
            assertThat(read.parts())
                    .noneMatch(part -> part.headers()
                            .getOrDefault("content-disposition", "")
                            .equals("recipient-list"));
        } catch (Refusal.Invalid | Refusal.TooLarge | Refusal.LimitExceeded refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
