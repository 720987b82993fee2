package org.pawn.rest.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.Caller;
import org.pawn.access.IssuedToken;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.access.TokenRequest;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.access.SignedLinks;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.RouteEffect;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

/** {@code /v1/freebusy-links}: addresses by which whoever has one reads a person's busy time. Their owner makes them. */
public final class FreeBusyLinkRoutes implements Routes {
    private static final Duration DEFAULT_LIFE = Duration.ofDays(365);

    private record LinkRequest(
            Optional<String> address, Optional<String> level, Optional<Integer> days, Optional<String> expires) {}

    private record Link(
            String id,
            String address,
            String level,
            int days,
            Optional<String> url,
            Optional<String> calendarUrl,
            Instant expiresAt) {}

    private final Directory directory;
    private final PolicyService policy;
    private final SignedLinks links;
    private final Optional<URI> publicUrl;
    private final TimeSource time;

    /** @param publicUrl how others reach this server; without it links begin as the request's address does */
    public FreeBusyLinkRoutes(
            Directory directory, PolicyService policy, SignedLinks links, Optional<URI> publicUrl, TimeSource time) {
        this.directory = directory;
        this.policy = policy;
        this.links = links;
        this.publicUrl = publicUrl;
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess write = RouteAccess.scope(Scope.CALENDAR_WRITE);
        routes.get("/v1/freebusy-links", this::list, write);
        routes.post("/v1/freebusy-links", this::create, write, RouteEffect.CREATES);
        routes.delete("/v1/freebusy-links/{id}", links::revoke, write);
    }

    private void list(Context ctx) {
        List<Link> items = links.own(BearerAuthentication.caller(ctx)).stream()
                .map(token -> link(token, Optional.empty()))
                .toList();
        Map<String, Object> body = Map.of("items", items);
        Versions.json(ctx, Versions.of(WireJson.write(body)), body);
    }

    private void create(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        LinkRequest asked = RequestBody.json(ctx, LinkRequest.class);
        AddressOfRecord person = asked.address()
                .map(text -> Input.address(directory, "address", text))
                .or(caller::person)
                .orElseThrow(() -> new Refusal.Invalid("address", "Say whose busy time the link shall show."));
        caller.requireOwnerOf(person, Scope.CALENDAR_WRITE);
        policy.level(caller, person); // refuses an administrator who means nobody
        PublishedWindow window = new PublishedWindow(person, asked.days().orElse(PublishedWindow.DEFAULT_DAYS));
        Duration life =
                asked.expires().map(text -> Input.life("expires", text, time)).orElse(DEFAULT_LIFE);
        IssuedToken issued = links.make(
                new TokenRequest(
                        window.toString(),
                        Optional.of(person),
                        level(asked.level()),
                        Set.of(Scope.FREEBUSY_READ),
                        Set.of(),
                        life),
                caller);
        String place = base(ctx) + "/v1/people/" + person + "/freebusy";
        ctx.status(201)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(WireJson.write(link(issued.token(), Optional.of(place + "%s" + SignedLinks.query(issued)))));
    }

    /** Outsiders learn when, colleagues also how firmly. */
    private static Level level(Optional<String> label) {
        Level level =
                label.map(text -> Input.known("level", Level.ofLabel(text))).orElse(Level.COMPANY);
        if (level != Level.EXTERNAL && level != Level.COMPANY) {
            throw new Refusal.Invalid("level", "A link shows busy time at External or at Company.");
        }
        return level;
    }

    private String base(Context ctx) {
        return publicUrl
                .map(Object::toString)
                .map(url -> url.replaceAll("/+$", ""))
                .orElseGet(() -> {
                    String url = ctx.url();
                    return url.substring(0, url.indexOf(ctx.path(), url.indexOf("//") + 2));
                });
    }

    /** @param place the address with a gap for its ending */
    private Link link(Token token, Optional<String> place) {
        PublishedWindow window = PublishedWindow.parse(links.what(token));
        return new Link(
                token.id(),
                window.person().toString(),
                token.level().label(),
                window.days(),
                place.map(text -> text.replace("%s", ".ifb")),
                place.map(text -> text.replace("%s", ".ics")),
                token.expiresAt());
    }
}
