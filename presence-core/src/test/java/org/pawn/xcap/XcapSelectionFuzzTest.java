package org.pawn.xcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Tag;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.contacts.ContactListService;
import org.pawn.contacts.InMemoryContactListStore;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.refusal.Refusal;
import org.pawn.resourcelist.SelectionReader;
import org.pawn.xcapdiff.XcapDiff;
import org.pawn.xcapdiff.XcapDiffWriter;
import org.pawn.xml.MarkupReader;

@Tag("fuzz")
final class XcapSelectionFuzzTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("sip:alice@example.com");
    private static final String DOCUMENT =
            "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists' xmlns:x='urn:x'>"
                    + "<list name='a&amp;b'><entry uri='sip:bob@example.com' x:y='1'/><x:z/></list></resource-lists>";

    /** The input is the body of a SUBSCRIBE. */
    @FuzzTest(maxDuration = "30s")
    void whateverIsSelectedIsToldInADocumentThatCanBeRead(byte[] body) throws XMLStreamException {
        Directory directory = new Directory(new InMemoryPersonStore());
        XcapSelection selection;
        try (Lanes lanes = new Lanes(1)) {
            ApplicationUsage lists =
                    new ResourceListsUsage(new ContactListService(new InMemoryContactListStore(), lanes), directory);
            selection = new XcapSelection.Reader(ALICE, List.of(lists), directory::resolve)
                    .read(SelectionReader.read(body));
        } catch (Refusal.Invalid | Refusal.TooLarge refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        XcapDocument document = XcapDocument.of(MarkupReader.document(DOCUMENT));
        List<XcapDiff.Change> changes = new ArrayList<>();
        for (XcapSelection.Part part : selection.parts()) {
            var value = part.in(document, XcapDiffWriter.NAMESPACE);
            changes.add(
                    part.selector().isOfElement()
                            ? new XcapDiff.Element(part.written(), part.prefixes(), value)
                            : new XcapDiff.Attribute(part.written(), part.prefixes(), value));
        }
        byte[] written = XcapDiffWriter.write(new XcapDiff("https://example.com/xcap-root/", changes));
        assertThat(MarkupReader.document(new String(written, StandardCharsets.UTF_8))
                        .elements())
                .extracting(element -> element.attribute("sel").orElse(""))
                .isEqualTo(selection.parts().stream()
                        .map(XcapSelection.Part::written)
                        .toList());
    }
}
