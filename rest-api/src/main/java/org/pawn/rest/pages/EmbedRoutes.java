package org.pawn.rest.pages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;

/**
 * The web component. {@code /embed/v1/} never breaks and is asked for again after minutes; {@code /embed/VERSION/} never
 * changes.
 */
public final class EmbedRoutes implements Routes {
    private static final String FRESH = "public, max-age=300, stale-while-revalidate=86400";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final String version;
    private final Map<String, PageFile> loaded = new ConcurrentHashMap<>(); // only of files that exist

    /** @param version of this server */
    public EmbedRoutes(String version) {
        this.version = version;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/embed/{version}/{file}", this::file, RouteAccess.OPEN);
    }

    private void file(Context ctx) {
        String asked = ctx.pathParam("version");
        String file = ctx.pathParam("file");
        if (!asked.equals("v1") && !asked.equals(version) || !file.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new NotFoundResponse();
        }
        loaded.computeIfAbsent(file, name -> PageFile.load("/embed/v1/" + name).orElseThrow(NotFoundResponse::new))
                .answer(ctx, asked.equals("v1") ? FRESH : FOR_EVER);
    }
}
