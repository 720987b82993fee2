package org.pawn.rest.calendar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.Look;
import org.pawn.audit.LookService;
import org.pawn.directory.Directory;
import org.pawn.freebusy.AvailabilityAnswer;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.TimeSpan;
import org.pawn.policy.Grant;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Accepted;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Problems;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;
import org.pawn.watching.Surface;

/** Free/busy time and availability: for whoever sees the person's schedule; for others it is hidden, which is not free. */
public final class FreeBusyRoutes implements Routes {
    private static final String JSON = "application/json";
    private static final String CALENDAR = "text/calendar";
    private static final int MAX_PEOPLE = 1_000;

    private record BatchRequest(List<String> addresses, String from, String to) {}

    private record AvailabilityRequest(List<String> addresses, String start, String duration) {}

    private final Directory directory;
    private final LookService looks;
    private final FreeBusyService freeBusy;
    private final TimeSource time;

    public FreeBusyRoutes(Directory directory, LookService looks, FreeBusyService freeBusy, TimeSource time) {
        this.directory = directory;
        this.looks = looks;
        this.freeBusy = freeBusy;
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess read = RouteAccess.scope(Scope.FREEBUSY_READ);
        routes.get("/v1/people/{address}/freebusy", this::one, read);
        routes.post("/v1/freebusy:batch", this::batch, read);
        routes.post("/v1/availability", this::availability, read);
    }

    private void one(Context ctx) {
        AddressOfRecord person = Input.address(directory, ctx);
        Instant from = Input.instant("from", query(ctx, "from"));
        Instant to = Input.instant("to", query(ctx, "to"));
        FreeBusy busy =
                seen(BearerAuthentication.caller(ctx), person, from, to, () -> freeBusy.query(person, from, to));
        byte[] json = WireJson.write(BusyJson.of(person, busy));
        if (Accepted.best(ctx, List.of(JSON, CALENDAR)).equals(JSON)) {
            if (!Versions.answeredNotModified(ctx, Versions.of(json))) {
                ctx.contentType(JSON).result(json);
            }
        } else if (!Versions.answeredNotModified(ctx, Versions.of(json) + "-ics")) {
            ctx.contentType(CALENDAR + ";charset=utf-8").result(FreeBusyText.of(person, busy, time.now()));
        }
    }

    private void batch(Context ctx) {
        BatchRequest asked = RequestBody.json(ctx, BatchRequest.class);
        Instant from = Input.instant("from", asked.from());
        Instant to = Input.instant("to", asked.to());
        freeBusy.query(List.of(), from, to); // refuses the window as a whole
        Caller caller = BearerAuthentication.caller(ctx);
        answer(ctx, asked.addresses(), (person, item) -> {
            FreeBusy busy = seen(
                    caller,
                    person,
                    from,
                    to,
                    () -> freeBusy.query(List.of(person), from, to).get(0));
            item.set("freebusy", WireJson.tree(BusyJson.of(person, busy)));
        });
    }

    private void availability(Context ctx) {
        AvailabilityRequest asked = RequestBody.json(ctx, AvailabilityRequest.class);
        Instant start = Input.instant("start", asked.start());
        Duration length = Input.duration("duration", asked.duration());
        freeBusy.availability(List.of(), start, length); // refuses the length as a whole
        Caller caller = BearerAuthentication.caller(ctx);
        answer(ctx, asked.addresses(), (person, item) -> {
            item.put("address", person.toString());
            if (isVisible(caller, person)) {
                AvailabilityAnswer answer =
                        freeBusy.availability(List.of(person), start, length).get(0);
                item.put("state", answer.state().name().toLowerCase(Locale.ROOT));
                item.put("nextFree", answer.nextFree().map(Object::toString).orElse(null));
            } else {
                item.put("state", "unknown").putNull("nextFree");
            }
        });
    }

    /** Items in the order asked; one who is not to be seen does not spoil the rest. */
    private void answer(Context ctx, List<String> addresses, BiConsumer<AddressOfRecord, ObjectNode> fill) {
        if (addresses.isEmpty() || addresses.size() > MAX_PEOPLE) {
            throw new Refusal.Invalid("addresses", "Ask for 1 to " + MAX_PEOPLE + " people.");
        }
        ObjectNode body = WireJson.object();
        ArrayNode items = body.putArray("items");
        for (String requested : addresses) {
            ObjectNode item = items.addObject().put("requested", requested);
            try {
                fill.accept(Input.address(directory, "addresses", requested), item);
            } catch (Refusal refused) { // part of the answer here, not the answer
                item.removeAll();
                item.put("requested", requested).set("problem", WireJson.tree(Problems.of(refused)));
            }
        }
        ctx.header("Cache-Control", "private, no-cache").contentType(JSON).result(WireJson.write(body));
    }

    private boolean isVisible(Caller caller, AddressOfRecord person) {
        Grant grant = looks.shown(caller, person, Look.Kind.FREE_BUSY, Surface.REST);
        return grant.level().atLeast(Level.COMPANY) && !grant.isDisguised();
    }

    /** Who is blocked politely sees somebody without a calendar; who sees too little is told that it is hidden. */
    private FreeBusy seen(Caller caller, AddressOfRecord person, Instant from, Instant to, Supplier<FreeBusy> truth) {
        Grant grant = looks.shown(caller, person, Look.Kind.FREE_BUSY, Surface.REST);
        if (grant.level().atLeast(Level.COMPANY) && !grant.isDisguised()) {
            return truth.get();
        }
        TimeSpan window = Input.value("to", () -> new TimeSpan(from, to));
        boolean isHidden = !grant.level().atLeast(Level.COMPANY);
        return FreeBusy.unknown(window, isHidden ? Coverage.HIDDEN : Coverage.NONE, Optional.empty());
    }

    private static String query(Context ctx, String name) {
        String value = ctx.queryParam(name);
        if (value == null) {
            throw new Refusal.Invalid(name, "The window needs from and to.");
        }
        return value;
    }
}
