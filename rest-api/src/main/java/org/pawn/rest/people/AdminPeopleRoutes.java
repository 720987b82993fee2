package org.pawn.rest.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.AccessService;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Credentials;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Page;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.RouteEffect;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;

/** {@code /v1/admin/people}: add, remove, set a password. */
public final class AdminPeopleRoutes implements Routes {
    private record Password(String password) {
        @Override
        public String toString() {
            return "Password[***]";
        }
    }

    private final Directory directory;
    private final Credentials credentials;
    private final AccessService access;
    private final Set<String> domains;

    /** @param domains that this server serves; people are of these */
    public AdminPeopleRoutes(Directory directory, Credentials credentials, AccessService access, Set<String> domains) {
        this.directory = directory;
        this.credentials = credentials;
        this.access = access;
        this.domains = Set.copyOf(domains);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess admin = RouteAccess.scope(Scope.ADMIN);
        routes.get("/v1/admin/people", this::list, admin);
        routes.post("/v1/admin/people", this::create, admin, RouteEffect.CREATES);
        routes.delete("/v1/admin/people/{address}", this::remove, admin);
        routes.put("/v1/admin/people/{address}/password", this::setPassword, admin);
    }

    private void list(Context ctx) {
        Page<PersonJson> page = Page.of(ctx, directory.all(), person -> PersonJson.of(person, Level.PERSONAL));
        Versions.json(ctx, Versions.of(WireJson.write(page)), page);
    }

    private void create(Context ctx) {
        ObjectNode body = RequestBody.json(ctx, ObjectNode.class);
        AddressOfRecord address = Input.value(
                "address", () -> AddressOfRecord.parse(text(body, "address").orElse("")));
        Optional<String> password = text(body, "password");
        body.remove("address");
        if (!domains.contains(address.domain())) {
            throw new Refusal.Invalid("address", "This server serves " + String.join(", ", domains) + ".");
        }
        if (directory.exists(address)) {
            throw new Refusal.Conflict("There is somebody with this address already.");
        }
        Person person = body.isEmpty() ? Person.of(address) : new PersonChanges(body).applyTo(Person.of(address));
        Await.result(directory.save(person));
        password.ifPresent(secret -> Await.result(credentials.setPassword(address, secret)));
        ctx.status(201).contentType("application/json").result(WireJson.write(PersonJson.of(person, Level.PERSONAL)));
    }

    private void remove(Context ctx) {
        AddressOfRecord address = person(ctx);
        Await.result(access.revokeAll(address)); // first, so that nobody acts for someone half gone
        Await.result(credentials.remove(address));
        Await.result(directory.remove(address));
        ctx.status(204);
    }

    private void setPassword(Context ctx) {
        AddressOfRecord address = person(ctx);
        String password = RequestBody.json(ctx, Password.class).password();
        if (password.isEmpty() || password.length() > 1024) {
            throw new Refusal.Invalid("password", "A password has 1 to 1024 characters.");
        }
        Await.result(credentials.setPassword(address, password));
        Await.result(access.revokeAll(address));
        ctx.status(204);
    }

    private AddressOfRecord person(Context ctx) {
        AddressOfRecord address = Input.address(directory, ctx);
        if (!directory.exists(address)) {
            throw new Refusal.NotFound("There is nobody with this address.");
        }
        return address;
    }

    /** Takes a text out of the body, so that what is left is the person's. */
    private static Optional<String> text(ObjectNode body, String field) {
        var node = body.remove(field);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().isEmpty() || node.textValue().length() > 1024) {
            throw new Refusal.Invalid(field, "\"" + field + "\" is text of 1 to 1024 characters.");
        }
        return Optional.of(node.textValue());
    }
}
