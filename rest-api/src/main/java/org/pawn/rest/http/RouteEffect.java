package org.pawn.rest.http;

import io.javalin.security.RouteRole;

/** What a route does beside answering, for the frame around it. */
public enum RouteEffect implements RouteRole {
    /** Makes something new with each request, but for one that is repeated under its {@code Idempotency-Key}. */
    CREATES
}
