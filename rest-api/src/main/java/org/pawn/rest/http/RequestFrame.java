package org.pawn.rest.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What happens around every request, whatever its route: its id, a clear path, the headers that are always there. */
public final class RequestFrame {
    private static final Logger LOG = LoggerFactory.getLogger(RequestFrame.class);
    private static final String REQUEST_ID = "requestId";

    private RequestFrame() {}

    public static void install(
            JavalinConfig config,
            CrossOrigin crossOrigin,
            BearerAuthentication authentication,
            IdempotencyKeys idempotencyKeys) {
        config.routes.before(RequestFrame::begin);
        config.routes.before(crossOrigin::handle);
        config.routes.beforeMatched(authentication::handle);
        config.routes.beforeMatched(idempotencyKeys::begin);
        config.routes.after(idempotencyKeys::end);
        config.requestLogger.http((ctx, milliseconds) -> {
            LOG.debug("{} {} {} {} ms", ctx.method(), ctx.path(), ctx.statusCode(), Math.round(milliseconds));
            MDC.remove(REQUEST_ID);
        });
    }

    private static void begin(Context ctx) {
        String given = ctx.header("X-Request-Id");
        String id = given != null && given.matches("[A-Za-z0-9._-]{1,64}")
                ? given
                : UUID.randomUUID().toString();
        MDC.put(REQUEST_ID, id);
        ctx.header("X-Request-Id", id);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        Paths.requireClear(ctx.req().getRequestURI());
    }
}
