package org.pawn.rest.http;

import io.javalin.security.RouteRole;
import org.pawn.access.Scope;

/** Who may reach a route; a route that says nothing needs a token. */
public sealed interface RouteAccess extends RouteRole {
    /** Anybody, counted by address. */
    record Open() implements RouteAccess {}

    /** Any live token. */
    record SignedIn() implements RouteAccess {}

    /** A live token with that scope. */
    record Scoped(Scope scope) implements RouteAccess {}

    /** Any live token, or a person's SIP credentials by HTTP digest. */
    record Digest() implements RouteAccess {}

    RouteAccess DIGEST = new Digest();
    RouteAccess OPEN = new Open();
    RouteAccess SIGNED_IN = new SignedIn();

    static RouteAccess scope(Scope scope) {
        return new Scoped(scope);
    }
}
