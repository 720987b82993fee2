package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class MultistatusReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anAnswerIsReadOrRefused(byte[] body) throws IOException {
        List<DavResponse> resources = new ArrayList<>();
        try {
            assertThat(MultistatusReader.read(new ByteArrayInputStream(body), 1000, resources::add))
                    .isNotNull();
        } catch (MalformedAnswer refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
