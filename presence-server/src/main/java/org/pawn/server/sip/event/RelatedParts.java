package org.pawn.server.sip.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a body of several parts, the first of which explains the others (RFC 2387, as RFC 4662 section 4.5 asks). */
final class RelatedParts {
    private final String boundary;
    private final String root;
    private final String rootType;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

    /**
     * @param boundary stands in no part
     * @param root the id of the first part
     */
    RelatedParts(String boundary, String root, String rootType) {
        this.boundary = boundary;
        this.root = root;
        this.rootType = rootType;
    }

    RelatedParts part(String id, String contentType, byte[] body) {
        text("--" + boundary + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <" + id + ">\r\nContent-Type: "
                + contentType + "\r\n\r\n");
        out.writeBytes(body);
        text("\r\n");
        return this;
    }

    byte[] bytes() {
        text("--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    String contentType() {
        return "multipart/related;type=\"" + rootType + "\";start=\"<" + root + ">\";boundary=\"" + boundary + "\"";
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
