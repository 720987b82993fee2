package org.pawn.rest.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Token;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;

/** {@code /v1/me}: who the token speaks for. */
public final class MeRoutes implements Routes {
    private record Me(
            String kind,
            Optional<String> address,
            String name,
            List<String> scopes,
            Optional<String> level,
            boolean administrator,
            Instant expiresAt) {}

    private final Directory directory;

    public MeRoutes(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/me", this::me, RouteAccess.SIGNED_IN);
    }

    private void me(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        Token token = BearerAuthentication.token(ctx);
        Me me = new Me(
                TokenWire.kind(token),
                caller.person().map(Object::toString),
                caller.person()
                        .flatMap(directory::person)
                        .map(Person::displayName)
                        .orElseGet(() -> TokenWire.subject(token)),
                TokenWire.labels(caller.scopes()),
                caller.person().isPresent()
                        ? Optional.empty()
                        : Optional.of(caller.level()).map(Level::label),
                caller.isAdministrator(),
                token.expiresAt());
        Versions.json(ctx, Versions.of(WireJson.write(me)), me);
    }
}
