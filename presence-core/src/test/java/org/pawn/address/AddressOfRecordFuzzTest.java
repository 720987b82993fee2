package org.pawn.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class AddressOfRecordFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void whatIsReadIsWrittenAndReadAgainAsTheSamePerson(byte[] input) {
        AddressOfRecord read;
        try {
            read = AddressOfRecord.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(AddressOfRecord.parse(read.sipUri())).isEqualTo(read);
        assertThat(AddressOfRecord.parse(read.presUri())).isEqualTo(read);
        assertThat(read.sipUri()).matches("[\\x21-\\x7e]+");
    }
}
