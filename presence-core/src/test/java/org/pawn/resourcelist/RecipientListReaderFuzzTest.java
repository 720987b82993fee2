package org.pawn.resourcelist;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.pawn.contacts.ResourceList;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class RecipientListReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aListIsReadWithEachOnceOrRefused(byte[] body) {
        try {
            List<ResourceList.Entry> read = RecipientListReader.read(body);
            assertThat(read).hasSizeLessThanOrEqualTo(ResourceList.MAX_ENTRIES);
            assertThat(read.stream().map(ResourceList.Entry::address)).doesNotHaveDuplicates();
        } catch (Refusal.Invalid | Refusal.TooLarge refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
