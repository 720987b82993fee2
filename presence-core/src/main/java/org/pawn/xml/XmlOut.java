package org.pawn.xml;

import java.nio.charset.StandardCharsets;

/**
 * Writes XML by hand: escapes every text and attribute, and leaves out characters that XML cannot hold. Names are the
 * caller's own and are not checked. One instance a document, one thread.
 */
public final class XmlOut {
    private final StringBuilder out = new StringBuilder(1024);

    /** Markup of the caller's own, as it is. */
    public XmlOut raw(String markup) {
        out.append(markup);
        return this;
    }

    public XmlOut attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        return attributeText(value).raw("\"");
    }

    /** An element with nothing but text. */
    public XmlOut element(String name, String content) {
        out.append('<').append(name).append('>');
        return text(content).raw("</").raw(name).raw(">");
    }

    public XmlOut text(String text) {
        text.codePoints().forEach(this::character);
        return this;
    }

    /** As the value of an attribute: line breaks and tabs are escaped too, or a reader would make blanks of them. */
    XmlOut attributeText(String text) {
        text.codePoints().forEach(c -> {
            if (c == '\t' || c == '\n') {
                out.append("&#").append(c).append(';');
            } else {
                character(c);
            }
        });
        return this;
    }

    public String string() {
        return out.toString();
    }

    public byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void character(int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\r' -> out.append("&#13;");
            default -> {
                if (isXml(c)) {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isXml(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' || c == 0x7f;
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        return !control && !surrogate && c != 0xfffe && c != 0xffff;
    }
}
