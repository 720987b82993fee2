package org.pawn.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Tag;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class MarkupReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void whatIsReadIsWrittenAsADocumentThatReadsTheSame(byte[] body) throws XMLStreamException {
        MarkupElement read;
        try {
            read = MarkupReader.document(new String(body, StandardCharsets.UTF_8));
        } catch (XMLStreamException | Refusal.Invalid refused) {
            return;
        }
        String written = MarkupWriter.document(read);
        assertThat(MarkupWriter.document(MarkupReader.document(written))).isEqualTo(written);
    }
}
