package org.pawn.samples.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks over an office document's XML and gathers its paragraphs; what an element means is said by the two kinds. */
abstract class XmlText {
    private final Deque<StringBuilder> open = new ArrayDeque<>(); // a text box puts paragraphs into paragraphs
    private final Deque<Block.Kind> kinds = new ArrayDeque<>();
    private final List<Block> blocks = new ArrayList<>();

    /** What an element is for us; elements that are nothing are walked through. */
    enum Meaning {
        NOTHING,
        PARAGRAPH,
        TEXT,
        HIDDEN
    }

    abstract Meaning meaning(String element);

    /** Told of every element inside what is not hidden, for characters written as elements, and for styles. */
    abstract void entered(XMLStreamReader xml);

    /** Whether characters outside an element of meaning TEXT count, too. */
    abstract boolean looseText();

    final List<Block> read(byte[] bytes) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            walk(factory.createXMLStreamReader(new ByteArrayInputStream(bytes)));
        } catch (XMLStreamException broken) {
            throw new UnreadableDocumentException("its XML is broken", broken);
        }
        return blocks;
    }

    private void walk(XMLStreamReader xml) throws XMLStreamException, IOException {
        int texts = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw new UnreadableDocumentException("its XML brings a DTD");
                case XMLStreamConstants.START_ELEMENT -> {
                    Meaning meaning = meaning(xml.getLocalName());
                    if (meaning == Meaning.HIDDEN) {
                        passOver(xml);
                        continue;
                    }
                    if (meaning == Meaning.PARAGRAPH) {
                        open.push(new StringBuilder());
                        kinds.push(Block.Kind.PARAGRAPH);
                    }
                    texts += meaning == Meaning.TEXT ? 1 : 0;
                    entered(xml);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Meaning meaning = meaning(xml.getLocalName());
                    texts -= meaning == Meaning.TEXT ? 1 : 0;
                    if (meaning == Meaning.PARAGRAPH) {
                        finish();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (texts > 0 || looseText()) {
                        say(xml.getText());
                    }
                }
                default -> {
                    // Comments and instructions are no text.
                }
            }
        }
    }

    final void say(String text) {
        if (!open.isEmpty()) {
            open.peek().append(text);
        }
    }

    final void is(Block.Kind kind) {
        if (!kinds.isEmpty()) {
            kinds.pop();
            kinds.push(kind);
        }
    }

    static Optional<String> attribute(XMLStreamReader xml, String name) {
        for (int at = 0; at < xml.getAttributeCount(); at++) {
            if (xml.getAttributeLocalName(at).equals(name)) {
                return Optional.of(xml.getAttributeValue(at));
            }
        }
        return Optional.empty();
    }

    private void finish() {
        String text = open.pop().toString().strip();
        Block.Kind kind = kinds.pop();
        if (!text.isEmpty()) {
            blocks.add(new Block(kind, text));
        }
    }

    private static void passOver(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }
}
