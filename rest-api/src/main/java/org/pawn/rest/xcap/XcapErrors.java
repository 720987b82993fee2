package org.pawn.rest.xcap;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.xml.XmlOut;

/** What is wrong with a document, as a document (RFC 4825 section 11). */
final class XcapErrors {
    static final String CONTENT_TYPE = "application/xcap-error+xml";
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xcap-error";
    private static final String PLAIN = "-._~@=/:*";

    private XcapErrors() {}

    static void answer(DocumentConflict conflict, Context ctx) {
        ctx.header("Cache-Control", "no-store");
        ctx.removeHeader("ETag");
        ctx.status(409).contentType(CONTENT_TYPE).result(document(conflict, XcapPath.document(ctx)));
    }

    /** @param document where the document is, to which a place in it is added */
    static byte[] document(DocumentConflict conflict, String document) {
        String name = conflict.condition().label();
        XmlOut out = new XmlOut()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xcap-error")
                .attribute("xmlns", NAMESPACE)
                .raw("><")
                .raw(name)
                .attribute("phrase", conflict.getMessage());
        String place = escaped(conflict.place());
        switch (conflict.condition()) {
            case NO_PARENT ->
                out.raw(">")
                        .element("ancestor", place.isEmpty() ? document : document + "/~~/" + place)
                        .raw("</no-parent>");
            case UNIQUENESS_FAILURE ->
                out.raw("><exists").attribute("field", place).raw("/></uniqueness-failure>");
            case NOT_WELL_FORMED,
                    NOT_XML_FRAG,
                    SCHEMA_VALIDATION_ERROR,
                    NOT_XML_ATT_VALUE,
                    CANNOT_INSERT,
                    CANNOT_DELETE,
                    CONSTRAINT_FAILURE,
                    NOT_UTF_8 -> out.raw("/>");
        }
        return out.raw("</xcap-error>").bytes();
    }

    /** A selector as it stands in a path. */
    private static String escaped(String selector) {
        StringBuilder out = new StringBuilder();
        for (byte b : selector.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || PLAIN.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(java.util.Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
