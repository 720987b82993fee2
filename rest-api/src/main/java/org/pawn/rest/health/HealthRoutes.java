package org.pawn.rest.health;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;

/** {@code /healthz}: the process lives. {@code /readyz}: it serves, and is not about to stop. */
public final class HealthRoutes implements Routes {
    private final Readiness readiness;

    public HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/healthz", ctx -> answer(ctx, "up"), RouteAccess.OPEN);
        routes.get("/readyz", this::ready, RouteAccess.OPEN);
    }

    private void ready(Context ctx) {
        Readiness.State state = readiness.state();
        ctx.status(state == Readiness.State.READY ? 200 : 503);
        answer(ctx, state.label());
    }

    private static void answer(Context ctx, String status) {
        ctx.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(WireJson.write(Map.of("status", status)));
    }
}
