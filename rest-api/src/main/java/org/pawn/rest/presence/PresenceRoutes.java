package org.pawn.rest.presence;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Accepted;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

/** {@code /v1/presence}: one person, several, or a batch, as the caller may see them. */
public final class PresenceRoutes implements Routes {
    private static final String JSON = "application/json";
    private static final String PIDF = "application/pidf+xml";
    private static final String TEXT = "text/plain";
    private static final int MAX_IN_QUERY = 50;
    private static final int MAX_IN_BATCH = 10_000;

    private record Batch(List<String> addresses) {}

    private final Directory directory;
    private final PresenceLookup lookup;
    private final PolicyService policy;
    private final PersonPidf pidf;

    public PresenceRoutes(Directory directory, PresenceLookup lookup, PolicyService policy, TimeSource time) {
        this.directory = directory;
        this.pidf = new PersonPidf(directory, time);
        this.lookup = lookup;
        this.policy = policy;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess read = RouteAccess.scope(Scope.PRESENCE_READ);
        routes.get("/v1/me/presence", this::mine, read);
        routes.get("/v1/presence", this::several, read);
        routes.post("/v1/presence:batch", this::batch, read);
        routes.get("/v1/presence/{address}", this::one, read);
    }

    private void mine(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord person =
                caller.person().orElseThrow(() -> new Refusal.NotFound("This token speaks for no person."));
        PresenceView view = lookup.view(caller, person);
        Versions.json(ctx, view.version(), PresenceJson.of(view));
    }

    private void one(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        PresenceView seen = lookup.view(caller, Input.address(directory, ctx));
        PresenceView view = lessened(ctx, caller, seen);
        String type = Accepted.best(ctx, List.of(JSON, PIDF, TEXT));
        if (type.equals(JSON)) {
            Versions.json(ctx, view.version(), PresenceJson.of(view));
        } else {
            byte[] body =
                    type.equals(PIDF) ? pidf.of(view) : PresenceJson.text(view).getBytes(StandardCharsets.UTF_8);
            String version = type.equals(PIDF) ? Versions.of(body) : view.version() + "-text";
            if (!Versions.answeredNotModified(ctx, version)) {
                ctx.contentType(type + ";charset=utf-8").result(body);
            }
        }
    }

    private void several(Context ctx) {
        List<String> addresses = ctx.queryParams("address");
        answer(ctx, addresses, MAX_IN_QUERY);
    }

    private void batch(Context ctx) {
        answer(ctx, RequestBody.json(ctx, Batch.class).addresses(), MAX_IN_BATCH);
    }

    private void answer(Context ctx, List<String> addresses, int max) {
        if (addresses.isEmpty() || addresses.size() > max) {
            throw new Refusal.Invalid(
                    addresses.isEmpty() ? "address" : "addresses", "Ask for 1 to " + max + " people.");
        }
        byte[] body = WireJson.write(lookup.items(BearerAuthentication.caller(ctx), addresses));
        if (!Versions.answeredNotModified(ctx, Versions.of(body))) {
            ctx.contentType(JSON).result(body);
        }
    }

    /** An administrator may ask what somebody of a lower level sees. */
    private PresenceView lessened(Context ctx, Caller caller, PresenceView seen) {
        String as = ctx.queryParam("as");
        if (as == null) {
            return seen;
        }
        Level level = Input.known("as", Optional.of(as).flatMap(Level::ofLabel));
        if (!caller.isAdministrator() || !level.atLeast(Level.EXTERNAL)) {
            throw new Refusal.Forbidden("Only an administrator looks with other eyes.");
        }
        return policy.view(lookup.document(seen.document().presentity()), level);
    }
}
