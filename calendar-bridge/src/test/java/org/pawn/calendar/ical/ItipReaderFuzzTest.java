package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class ItipReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aQuestionIsReadOrRefused(byte[] bytes) {
        try {
            assertThat(new ItipReader(System::nanoTime)
                            .read(CalendarBytes.of(bytes))
                            .attendees())
                    .isNotEmpty();
        } catch (Refusal refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
