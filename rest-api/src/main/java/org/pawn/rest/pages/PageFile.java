package org.pawn.rest.pages;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
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
        if (!TYPES.containsKey(ending(resource))) {
            return Optional.empty();
        }
        try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            return Optional.of(of(resource, in.readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Content that was made, under a name with an ending that we serve. */
    static PageFile of(String name, byte[] content) {
        return new PageFile(content, Objects.requireNonNull(TYPES.get(ending(name))), Versions.of(content));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    void answer(Context ctx, String cacheControl) {
        boolean notModified = Versions.answeredNotModified(ctx, version);
        ctx.header("Cache-Control", cacheControl);
        if (!notModified) {
            ctx.contentType(contentType).result(content);
        }
    }
}
