package org.pawn.samples.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads the paragraphs of a document. A file from a stranger can neither fill the memory (the part of interest is read
 * to {@link #MOST_BYTES} and no further, however small it was packed) nor reach out (XML with a DTD is refused).
 */
final class DocumentReader {
    static final int MOST_BYTES = 20_000_000;
    static final int MOST_ENTRIES = 2_000;

    private DocumentReader() {}

    /** The paragraphs in order; the kind of file is told by the end of its name: {@code .txt}, {@code .docx}, {@code .odt}. */
    static List<Block> read(String name, byte[] file) throws IOException {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (end) {
            case "txt" -> text(file);
            case "docx" -> new WordText().read(part(file, "word/document.xml"));
            case "odt" -> new OpenDocumentText().read(part(file, "content.xml"));
            default ->
                throw new UnreadableDocumentException(name + ": only .txt, .docx and .odt are understood, not ." + end);
        };
    }

    private static List<Block> text(byte[] file) {
        List<Block> blocks = new ArrayList<>();
        for (String paragraph : decode(file).split("\\R[ \\t]*\\R")) {
            if (!paragraph.isBlank()) {
                blocks.add(new Block(Block.Kind.PARAGRAPH, paragraph.strip()));
            }
        }
        return blocks;
    }

    /** UTF-8, or what Windows wrote before it: every byte is a character there, so that nothing is refused. */
    private static String decode(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException old) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }

    private static byte[] part(byte[] file, String wanted) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            int entries = 0;
            long passed = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new UnreadableDocumentException("more than " + MOST_ENTRIES + " files inside");
                }
                if (entry.getName().equals(wanted)) {
                    byte[] bytes = zip.readNBytes(MOST_BYTES + 1);
                    if (bytes.length > MOST_BYTES) {
                        throw new UnreadableDocumentException("its text is longer than " + MOST_BYTES + " bytes");
                    }
                    return bytes;
                }
                passed += skip(zip, MOST_BYTES * 5L - passed);
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw new UnreadableDocumentException("its package is broken", broken);
        }
        throw new UnreadableDocumentException("it holds no " + wanted);
    }

    /** What lies before the wanted part is unpacked to be passed over, and that is bounded too. */
    private static long skip(ZipInputStream zip, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long passed = 0;
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            passed += read;
            if (passed > most) {
                throw new UnreadableDocumentException("it unpacks to more than a document needs");
            }
        }
        return passed;
    }
}
