package org.pawn.rest.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.pawn.freebusy.StoredCalendar;
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

    private record Feed(String url) {
        @Override
        public String toString() {
            return "Feed[***]";
        }
    }

    private record LeftOut(String what, String why) {}

    private record CalendarJson(
            String id,
            String kind,
            Optional<String> host,
            String coverage,
            Optional<Instant> asOf,
            int events,
            List<LeftOut> leftOut,
            Optional<String> problem,
            String version) {}

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
        routes.delete(one, this::remove, write);
        routes.post(one + ":refresh", ctx -> answer(ctx, calendars.refresh(owner(ctx), ctx.pathParam("id"))), write);
    }

    private void list(Context ctx) {
        Map<String, Object> body = Map.of(
                "items",
                calendars.list(owner(ctx)).stream().map(CalendarRoutes::json).toList());
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
            Feed feed = RequestBody.json(ctx, Feed.class, List.of("application/json"));
            report = calendars.put(owner, id, feed.url());
        }
        ctx.status(report.created() ? 201 : 200);
        CalendarJson json = json(report);
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
                .map(CalendarRoutes::json)
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
        CalendarJson json = json(report);
        Versions.json(ctx, json.version(), json);
    }

    private static CalendarJson json(CalendarReport report) {
        StoredCalendar calendar = report.calendar();
        String content = calendar.copy()
                .map(copy -> Versions.of(copy.bytes().toByteArray()))
                .orElse("none");
        String state = calendar.id() + calendar.feed() + report.coverage() + content + report.problem();
        return new CalendarJson(
                calendar.id(),
                calendar.feed().isPresent() ? "url" : "file",
                calendar.feed().map(URI::getHost),
                BusyJson.label(report.coverage()),
                calendar.copy().map(copy -> copy.readAt().truncatedTo(ChronoUnit.MILLIS)),
                report.understood(),
                report.leftOut().stream()
                        .map(problem ->
                                new LeftOut(problem.component() + " at line " + problem.line(), problem.reason()))
                        .toList(),
                report.problem(),
                Versions.of(state));
    }
}
