package org.pawn.rest.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.CalendarService;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;

/** {@code /v1/people/ADDRESS/calendars}: for their owner and administrators alone; never shows a feed's address again. */
public final class CalendarRoutes implements Routes {
    private static final int MAX_CALENDAR_BYTES = 10 * 1024 * 1024;
    private static final String CALENDAR = "text/calendar";
    private static final List<String> PATCH_TYPES = List.of("application/json", "application/merge-patch+json");

    private record Change(String effect) {}

    private final Directory directory;
    private final PolicyService policy;
    private final CalendarService calendars;

    public CalendarRoutes(Directory directory, PolicyService policy, CalendarService calendars) {
        this.directory = directory;
        this.policy = policy;
        this.calendars = calendars;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess write = RouteAccess.scope(Scope.CALENDAR_WRITE);
        String one = "/v1/people/{address}/calendars/{id}";
        routes.get("/v1/people/{address}/calendars", this::list, write);
        routes.get(one, ctx -> answer(ctx, calendars.get(owner(ctx), ctx.pathParam("id"))), write);
        routes.put(one, this::put, write);
        routes.patch(one, this::patch, write);
        routes.delete(one, this::remove, write);
        routes.post(one + ":refresh", ctx -> answer(ctx, calendars.refresh(owner(ctx), ctx.pathParam("id"))), write);
    }

    private void list(Context ctx) {
        Map<String, Object> body = Map.of(
                "items",
                calendars.list(owner(ctx)).stream().map(CalendarJson::of).toList());
        Versions.json(ctx, Versions.of(WireJson.write(body)), body);
    }

    private void put(Context ctx) {
        AddressOfRecord owner = owner(ctx);
        String id = ctx.pathParam("id");
        requireVersion(ctx, owner, id);
        CalendarReport report;
        if (RequestBody.mediaType(ctx).equals(CALENDAR)) {
            report = calendars.put(owner, id, CalendarBytes.of(RequestBody.bytes(ctx, MAX_CALENDAR_BYTES)));
        } else {
            FeedJson feed = RequestBody.json(ctx, FeedJson.class, List.of("application/json"));
            report = calendars.put(owner, id, feed.request());
        }
        ctx.status(report.created() ? 201 : 200);
        written(ctx, report);
    }

    private void patch(Context ctx) {
        AddressOfRecord owner = owner(ctx);
        String id = ctx.pathParam("id");
        requireVersion(ctx, owner, id);
        Change change = RequestBody.json(ctx, Change.class, PATCH_TYPES);
        written(ctx, calendars.setEffect(owner, id, CalendarJson.effect(change.effect())));
    }

    private static void written(Context ctx, CalendarReport report) {
        CalendarJson json = CalendarJson.of(report);
        ctx.header("ETag", '"' + json.version() + '"')
                .contentType("application/json")
                .result(WireJson.write(json));
    }

    private void remove(Context ctx) {
        AddressOfRecord owner = owner(ctx);
        calendars.remove(owner, ctx.pathParam("id"));
        ctx.status(204);
    }

    private void requireVersion(Context ctx, AddressOfRecord owner, String id) {
        Optional<String> expected = Versions.ifMatch(ctx);
        if (expected.isEmpty()) {
            return;
        }
        Optional<CalendarJson> now = calendars.list(owner).stream()
                .filter(report -> report.calendar().id().equals(id))
                .map(CalendarJson::of)
                .findFirst();
        if (now.isEmpty()
                || !expected.get().equals("*")
                        && !expected.get().equals(now.get().version())) {
            throw new Refusal.StaleVersion();
        }
    }

    private AddressOfRecord owner(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord owner = Input.address(directory, ctx);
        caller.requireOwnerOf(owner, Scope.CALENDAR_WRITE);
        policy.level(caller, owner); // refuses an administrator who means nobody
        return owner;
    }

    private static void answer(Context ctx, CalendarReport report) {
        CalendarJson json = CalendarJson.of(report);
        Versions.json(ctx, json.version(), json);
    }
}
