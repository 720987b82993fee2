package org.pawn.rest.presence;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.AccessService;
import org.pawn.access.Caller;
import org.pawn.access.IssuedToken;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.access.TokenRequest;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.PresenceView;
import org.pawn.refusal.Refusal;
import org.pawn.rest.access.SignedLinks;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.ProblemException;
import org.pawn.rest.http.ProblemType;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.RouteEffect;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;
import org.pawn.watching.Surface;

/**
 * The pawn as a picture, for pages without script, and the links by which such pages get it. A link shows the
 * availability of one person as its maker may see it now, and nothing else.
 */
public final class IconRoutes implements Routes {
    private static final String LINK_KIND = "icon of ";
    private static final Duration DEFAULT_LIFE = Duration.ofDays(30);
    private static final int DEFAULT_SIZE = 16;

    private record LinkRequest(String address, Optional<String> expires) {}

    private record Link(String id, String address, Optional<String> url, Instant expiresAt) {}

    private final Directory directory;
    private final PresenceLookup lookup;
    private final AccessService access;
    private final BearerAuthentication authentication;
    private final SignedLinks links;
    private final TimeSource time;
    private final PawnPicture picture = new PawnPicture();

    public IconRoutes(
            Directory directory,
            PresenceLookup lookup,
            AccessService access,
            BearerAuthentication authentication,
            TimeSource time) {
        this.directory = directory;
        this.lookup = lookup;
        this.access = access;
        this.authentication = authentication;
        this.links = new SignedLinks(LINK_KIND, access, authentication);
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess read = RouteAccess.scope(Scope.PRESENCE_READ);
        routes.get("/v1/presence/{address}/icon.svg", this::icon, RouteAccess.OPEN);
        routes.get("/v1/icon-links", this::list, read);
        routes.post("/v1/icon-links", this::create, read, RouteEffect.CREATES);
        routes.delete("/v1/icon-links/{id}", links::revoke, read);
    }

    private void icon(Context ctx) {
        AddressOfRecord person = Input.address(directory, ctx);
        Surface surface = ctx.queryParam("link") == null ? Surface.REST : Surface.LINK;
        PresenceView view = lookup.icon(viewer(ctx, person), person, surface);
        int size = size(ctx.queryParam("size"));
        String label = Optional.ofNullable(ctx.queryParam("label")).orElse(person.toString());
        if (label.length() > 200) {
            throw new Refusal.Invalid("label", "A label has at most 200 characters.");
        }
        var document = view.document();
        String svg = picture.svg(
                document.availability(),
                document.idle(),
                size,
                label + ": " + document.availability().label());
        if (!Versions.answeredNotModified(ctx, Versions.of(svg))) {
            ctx.contentType("image/svg+xml").result(svg.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Caller viewer(Context ctx, AddressOfRecord person) {
        return links.given(ctx, what -> what.equals(person.toString()))
                .map(access::caller)
                .orElseGet(() -> signedIn(ctx));
    }

    private Caller signedIn(Context ctx) {
        Caller caller = authentication
                .ifGiven(ctx)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.UNAUTHENTICATED, "The picture needs a link or a token."));
        caller.require(Scope.PRESENCE_READ);
        return caller;
    }

    private void list(Context ctx) {
        Map<String, Object> body = Map.of(
                "items",
                links.own(BearerAuthentication.caller(ctx)).stream()
                        .map(token -> link(token, Optional.empty()))
                        .toList());
        Versions.json(ctx, Versions.of(WireJson.write(body)), body);
    }

    private void create(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        LinkRequest asked = RequestBody.json(ctx, LinkRequest.class);
        AddressOfRecord person = Input.address(directory, "address", asked.address());
        lookup.requireVisible(caller, person);
        if (caller.person().isEmpty() && !caller.isAdministrator()) {
            throw new Refusal.Forbidden("A link sees with somebody's eyes: make it with a token of that person.");
        }
        Duration life =
                asked.expires().map(text -> Input.life("expires", text, time)).orElse(DEFAULT_LIFE);
        IssuedToken issued = links.make(
                new TokenRequest(
                        person.toString(),
                        caller.person(),
                        caller.level(),
                        Set.of(Scope.PRESENCE_READ),
                        Set.of(),
                        life),
                caller);
        String url = "/v1/presence/" + person + "/icon.svg" + SignedLinks.query(issued);
        ctx.status(201)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(WireJson.write(link(issued.token(), Optional.of(url))));
    }

    private Link link(Token token, Optional<String> url) {
        return new Link(token.id(), links.what(token), url, token.expiresAt());
    }

    private static int size(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return DEFAULT_SIZE;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 8 || Integer.parseInt(text) > 512) {
            throw new Refusal.Invalid("size", "A picture has 8 to 512 pixels.");
        }
        return Integer.parseInt(text);
    }
}
