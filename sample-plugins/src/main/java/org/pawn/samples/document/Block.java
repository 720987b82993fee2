package org.pawn.samples.document;

/** One paragraph of a document, as plain text; fonts, pictures and page breaks stay behind. */
record Block(Kind kind, String text) {
    enum Kind {
        TITLE,
        HEADING,
        PARAGRAPH,
        ITEM
    }
}
