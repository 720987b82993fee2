package org.pawn.samples.document;

import javax.xml.stream.XMLStreamReader;

/** The text of {@code content.xml} (OpenDocument 1.3 part 3, section 5). */
final class OpenDocumentText extends XmlText {
    private static final int MOST_SPACES = 1000;

    @Override
    Meaning meaning(String element) {
        return switch (element) {
            case "p", "h" -> Meaning.PARAGRAPH;
            case "annotation", "tracked-changes", "forms", "title", "desc" -> Meaning.HIDDEN;
            default -> Meaning.NOTHING;
        };
    }

    @Override
    boolean looseText() {
        return true;
    }

    @Override
    void entered(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "tab" -> say("\t");
            case "line-break" -> say("\n");
            case "s" ->
                say(" ".repeat(attribute(xml, "c").map(OpenDocumentText::count).orElse(1)));
            case "list-item" -> items++;
            case "h" -> is(Block.Kind.HEADING);
            case "p" -> is(kind(attribute(xml, "style-name").orElse("")));
            default -> {
                // Of no meaning for the text.
            }
        }
    }

    private int items;

    private Block.Kind kind(String style) {
        boolean first = items > 0;
        items = 0;
        return style.equals("Title") ? Block.Kind.TITLE : first ? Block.Kind.ITEM : Block.Kind.PARAGRAPH;
    }

    /** A number from a stranger: how many spaces, within reason. */
    private static int count(String digits) {
        return digits.matches("\\d{1,4}") ? Math.min(MOST_SPACES, Integer.parseInt(digits)) : 1;
    }
}
