package org.pawn.rest.xcap;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The parts of an XCAP address that Javalin has no words for (RFC 4825 section 6). */
final class XcapPath {
    private static final String SEPARATOR = "/~~/";

    private XcapPath() {}

    /** The path of the document itself, as the client wrote it. */
    static String document(Context ctx) {
        String raw = ctx.req().getRequestURI();
        int separator = raw.indexOf(SEPARATOR);
        return separator < 0 ? raw : raw.substring(0, separator);
    }

    /** What follows the document, percent-escapes undone. */
    static Optional<String> node(Context ctx) {
        String raw = ctx.req().getRequestURI();
        int separator = raw.indexOf(SEPARATOR);
        return separator < 0 ? Optional.empty() : Optional.of(decoded(raw.substring(separator + SEPARATOR.length())));
    }

    static String query(Context ctx) {
        String raw = ctx.req().getQueryString();
        return raw == null ? "" : decoded(raw);
    }

    /** A plus stands for itself here. */
    private static String decoded(String escaped) {
        try {
            return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new org.pawn.refusal.Refusal.Invalid("path", "A percent-escape is broken.");
        }
    }
}
