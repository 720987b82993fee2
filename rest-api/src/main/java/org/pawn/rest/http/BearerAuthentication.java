package org.pawn.rest.http;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.access.AccessService;
import org.pawn.access.Caller;
import org.pawn.access.Token;

/** Finds out who is asking, for every route before it runs. Routes that say nothing need a token; few take digests. */
public final class BearerAuthentication {
    private static final String CALLER = "pawn.caller";
    private static final String TOKEN = "pawn.token";

    private final AccessService access;
    private final AttemptLimits limits;
    private final ClientAddress clients;
    private final Origins origins;
    private final DigestAuthentication digests;

    public BearerAuthentication(
            AccessService access,
            AttemptLimits limits,
            ClientAddress clients,
            Origins origins,
            DigestAuthentication digests) {
        this.access = access;
        this.limits = limits;
        this.clients = clients;
        this.origins = origins;
        this.digests = digests;
    }

    /** To run before each matched route. */
    public void handle(Context ctx) {
        RouteAccess needed = RouteAccess.SIGNED_IN;
        for (RouteRole role : ctx.routeRoles()) {
            if (role instanceof RouteAccess said) {
                needed = said;
            }
        }
        if (needed instanceof RouteAccess.Open) {
            limits.take(clients.of(ctx.req()), AttemptLimits.OPEN_REQUEST);
            return;
        }
        if (needed instanceof RouteAccess.Digest && !isBearer(ctx)) {
            ctx.attribute(CALLER, digests.require(ctx));
            return;
        }
        Token token = require(ctx);
        Caller caller = access.caller(token);
        if (needed instanceof RouteAccess.Scoped scoped) {
            caller.require(scoped.scope());
        }
        ctx.attribute(CALLER, caller);
        ctx.attribute(TOKEN, token);
    }

    /** Who is asking, on a route that needs a token. */
    public static Caller caller(Context ctx) {
        return Objects.requireNonNull(ctx.<Caller>attribute(CALLER), "this route is open");
    }

    /** The token that this request carries, on a route that needs one. */
    public static Token token(Context ctx) {
        return Objects.requireNonNull(ctx.<Token>attribute(TOKEN), "this route is open");
    }

    /** For an open route that also takes a token: who is asking, if anybody says. A wrong token is refused. */
    public Optional<Caller> ifGiven(Context ctx) {
        return ctx.header("Authorization") == null ? Optional.empty() : Optional.of(access.caller(require(ctx)));
    }

    /** What to throw for a credential that is none; it counts against the address. */
    public ProblemException failed(Context ctx, String detail) {
        limits.take(clients.of(ctx.req()), AttemptLimits.FAILURE);
        return new ProblemException(ProblemType.UNAUTHENTICATED, detail);
    }

    private Token require(Context ctx) {
        Optional<Token> token = find(ctx.header("Authorization"));
        if (token.isEmpty()) {
            throw failed(ctx, "This needs a valid token.");
        }
        if (!origins.allows(token.get(), ctx.req())) {
            throw new ProblemException(ProblemType.ORIGIN_REFUSED, "This token is not for pages of this origin.");
        }
        return token.get();
    }

    private static boolean isBearer(Context ctx) {
        String header = ctx.header("Authorization");
        return header != null && secret(header).isPresent();
    }

    private Optional<Token> find(@Nullable String header) {
        return header == null ? Optional.empty() : secret(header).flatMap(access::find);
    }

    /** The token in an {@code Authorization} header, if it is of the bearer scheme (RFC 6750 section 2.1). */
    public static Optional<String> secret(String header) {
        return header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
