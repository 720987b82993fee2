package org.pawn.samples.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.pawn.samples.document.Block.Kind;

/** Paragraphs out of three kinds of file, and files from strangers that mean harm. */
final class DocumentReaderTest {
    @Test
    void textIsParagraphsBetweenEmptyLines() throws IOException {
        List<Block> blocks = DocumentReader.read("notes.TXT", bytes("One\ntwo.\r\n\r\n  \nThree.\n"));

        assertThat(blocks).extracting(Block::text).containsExactly("One\ntwo.", "Three.");
    }

    @Test
    void textFromOldWindowsIsReadToo() throws IOException {
        byte[] old = "Grüße an die Büros".getBytes(Charset.forName("windows-1252"));

        assertThat(DocumentReader.read("old.txt", old)).extracting(Block::text).containsExactly("Grüße an die Büros");
    }

    @Test
    void wordKeepsHeadingsItemsAndWhatRunsTogether() throws IOException {
        byte[] file = Packed.word("""
                <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Minutes</w:t></w:r></w:p>
                <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Present</w:t></w:r></w:p>
                <w:p><w:r><w:t xml:space="preserve">Al</w:t></w:r><w:r><w:t>ice</w:t><w:tab/><w:t>Example</w:t></w:r></w:p>
                <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Item</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del>
                  <w:r><w:instrText>FIELD</w:instrText></w:r></w:p>
                <w:p/>""");

        assertThat(DocumentReader.read("minutes.docx", file))
                .containsExactly(
                        new Block(Kind.TITLE, "Minutes"),
                        new Block(Kind.HEADING, "Present"),
                        new Block(Kind.PARAGRAPH, "Alice\tExample"),
                        new Block(Kind.ITEM, "Item"));
    }

    @Test
    void aParagraphInsideAParagraphIsOneOfItsOwn() throws IOException {
        byte[] file =
                Packed.word("<w:p><w:r><w:t>Out</w:t><w:txbxContent><w:p><w:r><w:t>In</w:t></w:r></w:p></w:txbxContent>"
                        + "<w:t>side</w:t></w:r></w:p>");

        assertThat(DocumentReader.read("box.docx", file))
                .extracting(Block::text)
                .containsExactly("In", "Outside");
    }

    @Test
    void openDocumentKeepsHeadingsItemsAndSpaces() throws IOException {
        byte[] file = Packed.openDocument("""
                <t:h>Present</t:h><t:p>Alice<t:s t:c="2"/>Example<t:line-break/>and <t:span>Bob</t:span></t:p>
                <t:list><t:list-item><t:p>Item</t:p><t:p>and more</t:p></t:list-item></t:list>
                <o:annotation><t:p>a remark</t:p></o:annotation>""");

        assertThat(DocumentReader.read("minutes.odt", file))
                .containsExactly(
                        new Block(Kind.HEADING, "Present"),
                        new Block(Kind.PARAGRAPH, "Alice  Example\nand Bob"),
                        new Block(Kind.ITEM, "Item"),
                        new Block(Kind.PARAGRAPH, "and more"));
    }

    @Test
    void aFileThatUnpacksWithoutEndIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            byte[] zeros = new byte[1_000_000];
            for (int megabytes = 0; megabytes < 25; megabytes++) {
                zip.write(zeros);
            }
        }

        assertThatThrownBy(() -> DocumentReader.read("bomb.docx", bytes.toByteArray()))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void xmlThatWouldReachOutIsRefused() throws IOException {
        byte[] file = Packed.zip(
                "content.xml", "<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]><x><p>&secret;</p></x>");

        assertThatThrownBy(() -> DocumentReader.read("spy.odt", file)).isInstanceOf(UnreadableDocumentException.class);
    }

    @Test
    void whatIsNoDocumentIsNamed() {
        assertThatThrownBy(() -> DocumentReader.read("page.pdf", bytes("%PDF"))).hasMessageContaining(".pdf");
        assertThatThrownBy(() -> DocumentReader.read("page.docx", bytes("no zip")))
                .hasMessageContaining("word/document.xml");
        assertThatThrownBy(() -> DocumentReader.read("page.odt", Packed.zip("content.xml", "<p>")))
                .hasMessageContaining("XML is broken");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
