package org.pawn.rest.people;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.policy.PolicyService;
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

/** {@code /v1/groups}: the directory's groups, for colleagues to read and administrators to write. */
public final class GroupRoutes implements Routes {
    private record GroupJson(String id, String name, boolean team, int members) {
        static GroupJson of(Group group) {
            return new GroupJson(
                    group.id(), group.name(), group.team(), group.members().size());
        }
    }

    private record GroupRequest(String name, Optional<Boolean> team, List<String> members) {}

    private final Directory directory;
    private final PolicyService policy;

    public GroupRoutes(Directory directory, PolicyService policy) {
        this.directory = directory;
        this.policy = policy;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess read = RouteAccess.scope(Scope.PEOPLE_READ);
        RouteAccess admin = RouteAccess.scope(Scope.ADMIN);
        routes.get("/v1/groups", this::list, read);
        routes.get("/v1/groups/{id}/members", this::members, read);
        routes.put("/v1/groups/{id}", this::put, admin);
        routes.delete("/v1/groups/{id}", this::remove, admin);
    }

    private void list(Context ctx) {
        List<Group> groups = policy.isColleague(BearerAuthentication.caller(ctx)) ? directory.groups() : List.of();
        answer(ctx, Page.of(ctx, groups, GroupJson::of));
    }

    private void members(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        Group group = directory
                .group(ctx.pathParam("id"))
                .filter(found -> policy.isColleague(caller))
                .orElseThrow(GroupRoutes::notFound);
        List<Person> people = group.members().stream()
                .filter(member -> policy.isVisible(caller, member))
                .flatMap(member -> directory.person(member).stream())
                .toList();
        answer(ctx, Page.of(ctx, people, person -> PersonJson.of(person, policy.level(caller, person.address()))));
    }

    private void put(Context ctx) {
        GroupRequest asked = RequestBody.json(ctx, GroupRequest.class);
        var members = asked.members().stream()
                .map(member -> Input.address(directory, "members", member))
                .toList();
        Group group = Input.value(
                "group",
                () -> new Group(ctx.pathParam("id"), asked.name(), asked.team().orElse(false), members));
        boolean isNew = directory.group(group.id()).isEmpty();
        Await.result(directory.save(group));
        ctx.status(isNew ? 201 : 200).contentType("application/json").result(WireJson.write(GroupJson.of(group)));
    }

    private void remove(Context ctx) {
        String id = ctx.pathParam("id");
        if (directory.group(id).isEmpty()) {
            throw notFound();
        }
        Await.result(directory.removeGroup(id));
        ctx.status(204);
    }

    /** Groups are for colleagues: a person of ours, or an application that sees as much as one. */
    private static Refusal.NotFound notFound() {
        return new Refusal.NotFound("There is no such group.");
    }

    private static void answer(Context ctx, Page<?> page) {
        Versions.json(ctx, Versions.of(WireJson.write(page)), page);
    }
}
