package org.pawn.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.util.List;
import org.pawn.rest.http.Routes;

/** The places that are kept for what is not built: each answers 501 and says so in the specification. */
final class NotBuiltRoutes implements Routes {
    static final List<String> PLACES = List.of(
            "GET /metrics",
            "GET /v1/presence/{address}/icon.png",
            "GET /v1/conversations",
            "GET /v1/webhooks",
            "POST /v1/webhooks",
            "GET /v1/events");

    @Override
    public void addTo(RoutesConfig routes) {
        for (String place : PLACES) {
            String[] parts = place.split(" ");
            Routes.notBuilt(routes, HandlerType.findOrCreate(parts[0]), parts[1]);
        }
    }
}
