package org.pawn.rest.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.AccessService;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.access.TokenRequest;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.RouteEffect;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

/** {@code /v1/tokens}: mint for oneself or, with {@code token.mint}, for a viewer; list and revoke. */
public final class TokenRoutes implements Routes {
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(15);

    private record MintRequest(
            Optional<JsonNode> viewer, List<String> scopes, Optional<List<String>> origins, Optional<String> expires) {}

    private record Guest(String guest, Optional<String> level) {}

    private record AdminRequest(
            Optional<String> name,
            Optional<String> as,
            Optional<String> level,
            List<String> scopes,
            Optional<String> expires) {}

    private final AccessService access;
    private final Directory directory;
    private final TimeSource time;

    public TokenRoutes(AccessService access, Directory directory, TimeSource time) {
        this.access = access;
        this.directory = directory;
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess admin = RouteAccess.scope(Scope.ADMIN);
        routes.get("/v1/tokens", this::list, RouteAccess.SIGNED_IN);
        routes.post("/v1/tokens", this::mint, RouteAccess.SIGNED_IN, RouteEffect.CREATES);
        routes.delete("/v1/tokens/{id}", this::revoke, RouteAccess.SIGNED_IN);
        routes.get("/v1/admin/tokens", ctx -> answer(ctx, access.list()), admin);
        routes.post("/v1/admin/tokens", this::create, admin, RouteEffect.CREATES);
        routes.delete("/v1/admin/tokens/{id}", this::revokeAny, admin);
    }

    private void mint(Context ctx) {
        MintRequest asked = RequestBody.json(ctx, MintRequest.class);
        Duration life = asked.expires()
                .map(expires -> Input.life("expires", expires, time))
                .orElse(DEFAULT_LIFE);
        Set<Scope> scopes = TokenWire.scopes(asked.scopes());
        Set<String> origins = Set.copyOf(asked.origins().orElse(List.of()));
        TokenRequest request = request(ctx, asked.viewer(), scopes, origins, life);
        TokenWire.Minted minted =
                TokenWire.minted(Await.result(access.mint(request, BearerAuthentication.caller(ctx))));
        ctx.status(201)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(WireJson.write(minted));
    }

    private TokenRequest request(
            Context ctx, Optional<JsonNode> viewer, Set<Scope> scopes, Set<String> origins, Duration life) {
        Level level = BearerAuthentication.caller(ctx).level();
        boolean oneself = viewer.filter(given -> !given.isNull()).isEmpty();
        if (oneself || viewer.get().isTextual()) {
            AddressOfRecord person = viewer.filter(JsonNode::isTextual)
                    .map(text -> person("viewer", text.textValue()))
                    .or(() -> BearerAuthentication.caller(ctx).person())
                    .orElseThrow(() -> new Refusal.Invalid("viewer", "Say for whom: this token speaks for nobody."));
            return new TokenRequest(person.toString(), Optional.of(person), Level.COMPANY, scopes, origins, life);
        }
        Guest guest = WireJson.read(viewer.get(), Guest.class);
        Level seen = guest.level()
                .map(label -> Input.known("level", Level.ofLabel(label)))
                .orElse(level.atLeast(Level.EXTERNAL) ? Level.EXTERNAL : level);
        return new TokenRequest(Caller.GUEST + guest.guest(), Optional.empty(), seen, scopes, origins, life);
    }

    private void create(Context ctx) {
        AdminRequest asked = RequestBody.json(ctx, AdminRequest.class);
        if (asked.name().isPresent() == asked.as().isPresent()) {
            throw new Refusal.Invalid("name", "Give a name for an application, or \"as\" for a person.");
        }
        Optional<AddressOfRecord> person = asked.as().map(text -> person("as", text));
        TokenRequest request = new TokenRequest(
                person.map(Object::toString)
                        .orElseGet(() -> applicationName(asked.name().orElseThrow())),
                person,
                asked.level()
                        .map(label -> Input.known("level", Level.ofLabel(label)))
                        .orElse(Level.COMPANY),
                TokenWire.scopes(asked.scopes()),
                Set.of(),
                asked.expires()
                        .map(expires -> Input.life("expires", expires, time))
                        .orElse(Duration.ofDays(365)));
        TokenWire.Minted minted = TokenWire.minted(Await.result(access.issue(request)));
        ctx.status(201)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(WireJson.write(minted));
    }

    private void list(Context ctx) {
        Token mine = BearerAuthentication.token(ctx);
        answer(
                ctx,
                access.list().stream().filter(token -> isReachable(mine, token)).toList());
    }

    private void revoke(Context ctx) {
        Token mine = BearerAuthentication.token(ctx);
        String id = access.list().stream()
                .filter(token -> token.id().equals(ctx.pathParam("id")) && isReachable(mine, token))
                .map(Token::id)
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("There is no such token."));
        Await.result(access.revoke(id));
        ctx.status(204);
    }

    private void revokeAny(Context ctx) {
        Await.result(access.revoke(ctx.pathParam("id")));
        ctx.status(204);
    }

    /** Itself, what it minted, and, for somebody who signed in, all that speaks for them. */
    private static boolean isReachable(Token mine, Token token) {
        if (token.kind() == Token.Kind.LINK) {
            return false; // these have their own list
        }
        boolean signedIn = mine.mintedBy().isEmpty() && mine.person().isPresent();
        return token.id().equals(mine.id())
                || token.mintedBy().filter(mine.id()::equals).isPresent()
                || signedIn && token.person().equals(mine.person());
    }

    private AddressOfRecord person(String field, String text) {
        AddressOfRecord person = Input.address(directory, field, text);
        if (!directory.exists(person)) {
            throw new Refusal.Invalid(field, "There is nobody with this address; give a guest instead.");
        }
        return person;
    }

    private static String applicationName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,127}")) {
            throw new Refusal.Invalid("name", "A name has 1 to 128 letters, digits, spaces, dots and dashes.");
        }
        return name;
    }

    private static void answer(Context ctx, List<Token> tokens) {
        Map<String, Object> body =
                Map.of("items", tokens.stream().map(TokenWire::listed).toList());
        Versions.json(ctx, Versions.of(WireJson.write(body)), body);
    }
}
