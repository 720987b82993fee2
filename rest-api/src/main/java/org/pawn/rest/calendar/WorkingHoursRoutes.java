package org.pawn.rest.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.freebusy.WorkingHours;
import org.pawn.freebusy.WorkingHours.Hours;
import org.pawn.freebusy.WorkingHoursService;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
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
        JsonNode asked = RequestBody.json(ctx, ObjectNode.class).path("days");
        if (!asked.isObject() || asked.isEmpty()) {
            throw new Refusal.Invalid("days", "Give at least one day, or delete the hours.");
        }
        Map<DayOfWeek, Hours> byDay = new EnumMap<>(DayOfWeek.class);
        asked.fields().forEachRemaining(day -> byDay.put(day(day.getKey()), span(day.getKey(), day.getValue())));
        Await.result(hours.set(owner, new WorkingHours(byDay)));
        answer(ctx, owner);
    }

    private void remove(Context ctx) {
        Await.result(hours.set(owner(ctx), WorkingHours.UNKNOWN));
        ctx.status(204);
    }

    private static DayOfWeek day(String name) {
        return Input.value("days", () -> {
            if (!name.equals(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("days are named monday to sunday");
            }
            return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
        });
    }

    private static Hours span(String day, JsonNode value) {
        return Input.value(
                day,
                () -> new Hours(
                        LocalTime.parse(value.path("start").asText()),
                        LocalTime.parse(value.path("end").asText())));
    }

    private void answer(Context ctx, AddressOfRecord owner) {
        ObjectNode body = WireJson.object().put("timeZone", policy.zone(owner).getId());
        ObjectNode days = body.putObject("days");
        WorkingHours known = hours.of(owner);
        for (DayOfWeek day : DayOfWeek.values()) {
            Hours span = known.byDay().get(day);
            if (span != null) {
                days.putObject(day.name().toLowerCase(Locale.ROOT))
                        .put("start", span.start().toString())
                        .put("end", span.end().toString());
            }
        }
        byte[] json = WireJson.write(body);
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
