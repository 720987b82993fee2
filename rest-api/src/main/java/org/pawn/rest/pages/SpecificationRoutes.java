package org.pawn.rest.pages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;

/** {@code /openapi.yaml}, {@code /feed.yaml} and {@code /docs}, where swagger-ui shows the first. */
public final class SpecificationRoutes implements Routes {
    private static final String NO_CACHE = "no-cache";
    private static final Set<String> SWAGGER =
            Set.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-16x16.png", "favicon-32x32.png");
    private static final Set<String> OWN = Set.of("start.js", "page.css");
    /** Swagger-ui sets styles on elements, which CSP counts as inline only in attributes. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String swagger;
    private final Map<String, PageFile> loaded = new ConcurrentHashMap<>();

    /** @param swaggerVersion of the webjar on the class path */
    public SpecificationRoutes(String swaggerVersion) {
        this.swagger = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion + "/";
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/openapi.yaml", ctx -> answer(ctx, "/openapi/openapi.yaml"), RouteAccess.OPEN);
        routes.get("/feed.yaml", ctx -> answer(ctx, "/openapi/feed.yaml"), RouteAccess.OPEN);
        routes.get("/docs", ctx -> page(ctx, "/docs/index.html"), RouteAccess.OPEN);
        routes.get("/docs/{file}", this::file, RouteAccess.OPEN);
    }

    private void file(Context ctx) {
        String file = ctx.pathParam("file");
        if (OWN.contains(file)) {
            page(ctx, "/docs/" + file);
        } else if (SWAGGER.contains(file)) {
            page(ctx, swagger + file);
        } else {
            throw new NotFoundResponse();
        }
    }

    private void page(Context ctx, String resource) {
        ctx.header("Content-Security-Policy", POLICY);
        answer(ctx, resource);
    }

    private void answer(Context ctx, String resource) {
        loaded.computeIfAbsent(resource, name -> PageFile.load(name).orElseThrow(NotFoundResponse::new))
                .answer(ctx, NO_CACHE);
    }
}
