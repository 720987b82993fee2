package org.pawn.rest.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** CORS (the fetch standard): bearer tokens only, never cookies; the web component's files are for every page. */
public final class CrossOrigin {
    private static final String EMBED = "/embed/";

    private final Origins origins;

    public CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    /** To run before everything; answers a preflight itself. */
    public void handle(Context ctx) {
        if (ctx.path().startsWith(EMBED)) {
            ctx.header("Access-Control-Allow-Origin", "*");
            ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
        } else {
            ctx.header("Vary", "Origin");
            origins.readable(ctx.req()).ifPresent(origin -> {
                ctx.header("Access-Control-Allow-Origin", origin);
                ctx.header(
                        "Access-Control-Expose-Headers",
                        "ETag, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id");
            });
        }
        boolean preflight = ctx.method() == HandlerType.OPTIONS && ctx.header("Access-Control-Request-Method") != null;
        if (preflight) {
            answer(ctx);
        }
    }

    private void answer(Context ctx) {
        if (ctx.res().getHeader("Access-Control-Allow-Origin") == null) {
            throw new ProblemException(ProblemType.ORIGIN_REFUSED, "Pages of this origin are not allowed.");
        }
        ctx.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        ctx.header(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-Request-Id");
        ctx.header("Access-Control-Max-Age", "600");
        ctx.status(204).skipRemainingHandlers();
    }
}
