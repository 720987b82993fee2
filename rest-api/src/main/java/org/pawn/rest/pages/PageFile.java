package org.pawn.rest.pages;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.pawn.rest.http.Versions;

/** One file of the class path, with its type and its version; answered whole or not at all. */
record PageFile(byte[] content, String contentType, String version) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json",
            "map", "application/json",
            "yaml", "application/yaml");

    /** The resource of that exact path; empty if there is none or its ending is not one we serve. */
    static Optional<PageFile> load(String resource) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = in.readAllBytes();
            return Optional.of(new PageFile(content, type, Versions.of(content)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void answer(Context ctx, String cacheControl) {
        boolean notModified = Versions.answeredNotModified(ctx, version);
        ctx.header("Cache-Control", cacheControl);
        if (!notModified) {
            ctx.contentType(contentType).result(content);
        }
    }
}
