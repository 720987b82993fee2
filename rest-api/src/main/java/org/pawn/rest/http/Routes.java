package org.pawn.rest.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import org.pawn.refusal.Refusal;

/** The routes of one REST resource. They translate and hand on; rules live in the services, refusals in the table. */
@FunctionalInterface
public interface Routes {
    void addTo(RoutesConfig routes);

    /** Keeps the place of what is not built: authenticated, then 501. */
    static void notBuilt(RoutesConfig routes, HandlerType method, String path) {
        routes.addHttpHandler(
                method,
                path,
                ctx -> {
                    throw new Refusal.NotSupported("This is not built yet.");
                },
                RouteAccess.SIGNED_IN);
    }
}
