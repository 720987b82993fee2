package org.pawn.rest.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;

/**
 * The web component, and its hash for a tag that pins it. {@code /embed/v1/} never breaks and is asked for again after
 * minutes; {@code /embed/VERSION/} never changes.
 */
public final class EmbedRoutes implements Routes {
    private static final String FRESH = "public, max-age=300, stale-while-revalidate=86400";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final String version;
    private final Map<String, PageFile> files;

    /** @param version of this server */
    public EmbedRoutes(String version) {
        this.version = version;
        PawnScript script = PawnScript.load();
        ObjectNode pinned = WireJson.object()
                .put("version", version)
                .put("script", "/embed/" + version + "/pawn.js")
                .put("integrity", script.integrity());
        files = Map.of(
                "pawn.js", PageFile.of("pawn.js", script.text().getBytes(StandardCharsets.UTF_8)),
                "pawn.json", PageFile.of("pawn.json", WireJson.write(pinned)));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/embed/{version}/{file}", this::file, RouteAccess.OPEN);
    }

    private void file(Context ctx) {
        String asked = ctx.pathParam("version");
        if (!asked.equals("v1") && !asked.equals(version)) {
            throw new NotFoundResponse();
        }
        Optional.ofNullable(files.get(ctx.pathParam("file")))
                .orElseThrow(NotFoundResponse::new)
                .answer(ctx, asked.equals("v1") ? FRESH : FOR_EVER);
    }
}
