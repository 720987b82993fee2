package org.pawn.xmlpatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlBody;
import org.pawn.xml.XmlElement;

@Tag("fuzz")
final class XmlPatchFuzzTest {
    private static final XmlElement DOCUMENT = XmlElement.read(
            "<doc xmlns:x='urn:x'><a id='1'>one</a><b/><x:b x:id='2'><a id='3'/></x:b></doc>"
                    .getBytes(StandardCharsets.UTF_8),
            4096,
            "document");

    @FuzzTest(maxDuration = "30s")
    void changesAreMadeOrRefusedAndLeaveADocument(byte[] body) {
        XmlElement patched;
        try {
            patched = XmlBody.read(body, 16 * 1024, "patch", root -> {
                Map<String, String> prefixes = root.declarations();
                return XmlPatchReader.read(root.element(), "urn:p", prefixes).applyTo(DOCUMENT);
            });
        } catch (Refusal.Invalid | Refusal.TooLarge refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        byte[] written = patched.bytes();
        XmlElement again = XmlElement.read(written, 1 << 20, "document");
        assertThat(new String(again.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(new String(written, StandardCharsets.UTF_8));
    }
}
