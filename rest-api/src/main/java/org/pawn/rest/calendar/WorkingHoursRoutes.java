package org.pawn.rest.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.freebusy.WeeklyHours;
import org.pawn.freebusy.WorkingHours;
import org.pawn.freebusy.WorkingHoursService;
import org.pawn.policy.PolicyService;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;

/** {@code /v1/people/ADDRESS/working-hours}: when a person works, by weekday, on their own clock. */
public final class WorkingHoursRoutes implements Routes {
    private final Directory directory;
    private final PolicyService policy;
    private final WorkingHoursService hours;

    public WorkingHoursRoutes(Directory directory, PolicyService policy, WorkingHoursService hours) {
        this.directory = directory;
        this.policy = policy;
        this.hours = hours;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess write = RouteAccess.scope(Scope.CALENDAR_WRITE);
        String path = "/v1/people/{address}/working-hours";
        routes.get(path, ctx -> answer(ctx, owner(ctx)), write);
        routes.put(path, this::put, write);
        routes.delete(path, this::remove, write);
    }

    private void put(Context ctx) {
        AddressOfRecord owner = owner(ctx);
        WeeklyHours week = WeekJson.read(RequestBody.json(ctx, ObjectNode.class));
        Await.result(hours.set(owner, Input.value("days", () -> new WorkingHours(week))));
        answer(ctx, owner);
    }

    private void remove(Context ctx) {
        Await.result(hours.set(owner(ctx), WorkingHours.UNKNOWN));
        ctx.status(204);
    }

    private void answer(Context ctx, AddressOfRecord owner) {
        byte[] json = WireJson.write(
                WeekJson.write(hours.of(owner).week(), policy.zone(owner).getId()));
        if (!Versions.answeredNotModified(ctx, Versions.of(json))) {
            ctx.contentType("application/json").result(json);
        }
    }

    private AddressOfRecord owner(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord owner = Input.address(directory, ctx);
        caller.requireOwnerOf(owner, Scope.CALENDAR_WRITE);
        policy.level(caller, owner); // refuses an administrator who means nobody
        return owner;
    }
}
