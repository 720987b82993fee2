package org.pawn.samples.document;

import java.util.Locale;
import javax.xml.stream.XMLStreamReader;

/** The text of {@code word/document.xml} (ECMA-376 part 1, section 17). */
final class WordText extends XmlText {
    @Override
    Meaning meaning(String element) {
        return switch (element) {
            case "p" -> Meaning.PARAGRAPH;
            case "t" -> Meaning.TEXT;
            case "del", "Fallback" -> Meaning.HIDDEN; // what was deleted; a second copy of the same for old programs
            default -> Meaning.NOTHING;
        };
    }

    @Override
    boolean looseText() {
        return false;
    }

    @Override
    void entered(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "tab" -> say("\t");
            case "br", "cr" -> say("\n");
            case "noBreakHyphen" -> say("\u2011");
            case "numPr" -> is(Block.Kind.ITEM);
            case "pStyle" -> attribute(xml, "val").ifPresent(this::style);
            default -> {
                // Of no meaning for the text.
            }
        }
    }

    /** Word names its built-in styles in English whatever the language of the program. */
    private void style(String name) {
        String style = name.toLowerCase(Locale.ROOT);
        if (style.equals("title")) {
            is(Block.Kind.TITLE);
        } else if (style.startsWith("heading")) {
            is(Block.Kind.HEADING);
        } else if (style.startsWith("list")) {
            is(Block.Kind.ITEM);
        }
    }
}
