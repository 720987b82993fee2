package org.pawn.rest.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.Look;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.reach.WayToReach;
import org.pawn.reach.WaysToReach;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Page;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.rest.presence.PresenceJson;
import org.pawn.rest.presence.PresenceLookup;

/** {@code /v1/people}: search, a person's card, and what may be changed of it. */
public final class PeopleRoutes implements Routes {
    private static final List<String> PATCH_TYPES = List.of("application/json", "application/merge-patch+json");

    private record Way(String kind, String uri, String label, boolean works, String reason, String code) {
        static Way of(WayToReach way) {
            return new Way(
                    way.kind().label(),
                    way.uri(),
                    way.label(),
                    way.works(),
                    way.reason().sentence(),
                    way.reason().code());
        }
    }

    private record Card(PersonJson person, Optional<ObjectNode> presence, List<Way> ways) {}

    private final Directory directory;
    private final PolicyService policy;
    private final PresenceLookup lookup;

    public PeopleRoutes(Directory directory, PolicyService policy, PresenceLookup lookup) {
        this.directory = directory;
        this.policy = policy;
        this.lookup = lookup;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess read = RouteAccess.scope(Scope.PEOPLE_READ);
        routes.get("/v1/people", this::search, read);
        routes.get("/v1/people/{address}", this::card, read);
        routes.patch("/v1/people/{address}", this::change, RouteAccess.SIGNED_IN);
    }

    /** Nobody finds by searching whom they could not ask for by address as a colleague. */
    private void search(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        String query = Optional.ofNullable(ctx.queryParam("q")).orElse("");
        if (query.length() > 200) {
            throw new Refusal.Invalid("q", "A search has at most 200 characters.");
        }
        List<Person> found = directory.search(query).stream()
                .filter(person -> seenAtLeast(caller, person, Level.COMPANY))
                .toList();
        Page<PersonJson> page =
                Page.of(ctx, found, person -> PersonJson.of(person, policy.level(caller, person.address())));
        Versions.json(ctx, Versions.of(WireJson.write(page)), page);
    }

    private boolean seenAtLeast(Caller caller, Person person, Level level) {
        try {
            return policy.level(caller, person.address()).atLeast(level);
        } catch (Refusal.NotVisible hidden) { // left out of a list, not refused
            return false;
        }
    }

    private void card(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord address = Input.address(directory, ctx);
        PresenceView view = caller.has(Scope.PRESENCE_READ)
                ? lookup.view(caller, address, Look.Kind.CARD)
                : lookup.unnoted(caller, address);
        Person person = directory.person(address).orElseGet(() -> Person.of(address));
        Optional<ObjectNode> presence =
                caller.has(Scope.PRESENCE_READ) ? Optional.of(PresenceJson.of(view)) : Optional.empty();
        List<WayToReach> ways = caller.has(Scope.PRESENCE_READ) ? WaysToReach.of(person, view) : List.of();
        byte[] card = WireJson.write(new Card(
                PersonJson.of(person, view.level()),
                presence,
                ways.stream().map(Way::of).toList()));
        if (!Versions.answeredNotModified(ctx, Versions.of(card))) {
            ctx.contentType("application/json").result(card);
        }
    }

    private void change(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord address = Input.address(directory, ctx);
        requireMayChange(caller, address);
        Level level = policy.level(caller, address);
        Person before = directory.person(address).orElseThrow(() -> new Refusal.NotFound("There is no such person."));
        PersonChanges changes = new PersonChanges(RequestBody.json(ctx, ObjectNode.class, PATCH_TYPES));
        if (!changes.areOwn() && !caller.isAdministrator()) {
            throw new Refusal.Forbidden("Only an administrator changes this; a person changes time zone and phones.");
        }
        Optional<String> expected = Versions.ifMatch(ctx);
        if (expected.isPresent()
                && !expected.get().equals("*")
                && !expected.equals(PersonJson.of(before, level).version())) {
            throw new Refusal.StaleVersion();
        }
        Person after = changes.applyTo(before);
        Await.result(directory.save(after));
        PersonJson json = PersonJson.of(after, level);
        Versions.json(ctx, json.version().orElseThrow(), json);
    }

    /** A token that was minted for a page reads; only one that may write for the person changes them. */
    private static void requireMayChange(Caller caller, AddressOfRecord address) {
        caller.requireOwnerOf(address, Scope.CONTACTS);
    }
}
