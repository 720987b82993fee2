package org.pawn.xcapdiff;

import java.util.Map;
import java.util.TreeMap;
import org.pawn.xml.XmlOut;

/** Writes what changed of documents (RFC 5874 section 3). Pure. */
public final class XcapDiffWriter {
    /** The media type of the body. */
    public static final String CONTENT_TYPE = "application/xcap-diff+xml";

    /** The default namespace of the body. */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:xcap-diff";

    private XcapDiffWriter() {}

    public static byte[] write(XcapDiff diff) {
        XmlOut out = new XmlOut()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xcap-diff")
                .attribute("xmlns", NAMESPACE)
                .attribute("xcap-root", diff.root())
                .raw(">\n");
        diff.changes().forEach(change -> write(out, change));
        return out.raw("</xcap-diff>\n").bytes();
    }

    private static void write(XmlOut out, XcapDiff.Change change) {
        if (change instanceof XcapDiff.Document document) {
            out.raw("<document").attribute("sel", document.selector());
            document.before().ifPresent(tag -> out.attribute("previous-etag", tag));
            document.after().ifPresent(tag -> out.attribute("new-etag", tag));
            if (document.patch().isEmpty()) {
                out.raw("/>\n");
            } else {
                out.raw(">").raw(document.patch()).raw("</document>\n");
            }
        } else if (change instanceof XcapDiff.Element element) {
            open(out, "element", element.selector(), element.prefixes());
            element.xml().ifPresentOrElse(xml -> out.raw(">").raw(xml).raw("</element>\n"), () -> absent(out));
        } else if (change instanceof XcapDiff.Attribute attribute) {
            open(out, "attribute", attribute.selector(), attribute.prefixes());
            attribute
                    .value()
                    .ifPresentOrElse(value -> out.raw(">").text(value).raw("</attribute>\n"), () -> absent(out));
        } else {
            throw new AssertionError(change);
        }
    }

    private static void open(XmlOut out, String name, String selector, Map<String, String> prefixes) {
        out.raw("<").raw(name);
        new TreeMap<>(prefixes).forEach((prefix, namespace) -> out.attribute("xmlns:" + prefix, namespace));
        out.attribute("sel", selector);
    }

    private static void absent(XmlOut out) {
        out.attribute("exists", "0").raw("/>\n");
    }
}
