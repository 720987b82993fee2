package org.pawn.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlElement;

@Tag("fuzz")
final class FilterReaderFuzzTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final XmlElement BEFORE = document("closed");
    private static final XmlElement AFTER = document("open");

    private static XmlElement document(String basic) {
        return XmlElement.read(
                ("<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:r='urn:ietf:params:xml:ns:pidf:rpid'"
                                + " entity='sip:alice@example.com'><tuple id='t1'><status><basic>" + basic
                                + "</basic></status><r:class>home</r:class><contact priority='0.8'>sip:a@example.com"
                                + "</contact></tuple><note>in</note></presence>")
                        .getBytes(StandardCharsets.UTF_8),
                4096,
                "presence document");
    }

    @FuzzTest(maxDuration = "30s")
    void filtersAreReadOrRefusedAndNeverAddToWhatIsTold(byte[] body) {
        Optional<FilterSet> read;
        try {
            read = FilterReader.read(body, "presence");
        } catch (Refusal.Invalid | Refusal.TooLarge refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        read.ifPresent(filters -> {
            XmlElement told = filters.told(ALICE, AFTER);
            assertThat(told.bytes().length).isLessThanOrEqualTo(AFTER.bytes().length);
            assertThat(AFTER.text()).contains(told.text().split("(?<=open|home|com)"));
            assertThat(filters.fires(ALICE, BEFORE, AFTER)).isIn(true, false);
        });
    }
}
