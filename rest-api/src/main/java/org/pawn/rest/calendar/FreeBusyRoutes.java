package org.pawn.rest.calendar;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.LookService;
import org.pawn.directory.Directory;
import org.pawn.freebusy.AvailabilityAnswer;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Accepted;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.Versions;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

/** Free/busy time and availability: for whoever sees the person's schedule; for others it is hidden, which is not free. */
public final class FreeBusyRoutes implements Routes {
    private static final String JSON = "application/json";
    private static final String CALENDAR = "text/calendar";

    private record BatchRequest(List<String> addresses, String from, String to) {}

    private record AvailabilityRequest(List<String> addresses, String start, String duration) {}

    private final Directory directory;
    private final VisibleFreeBusy visible;
    private final ManyItems items;
    private final FreeBusyService freeBusy;
    private final TimeSource time;

    public FreeBusyRoutes(Directory directory, LookService looks, FreeBusyService freeBusy, TimeSource time) {
        this.directory = directory;
        this.visible = new VisibleFreeBusy(looks, freeBusy);
        this.items = new ManyItems(directory, time);
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
        FreeBusy busy = visible.ofOne(BearerAuthentication.caller(ctx), person, from, to);
        byte[] json = WireJson.write(BusyJson.of(person, busy));
        if (Accepted.best(ctx, List.of(JSON, CALENDAR)).equals(JSON)) {
            if (!Versions.answeredNotModified(ctx, Versions.of(json))) {
                ctx.contentType(JSON).result(json);
            }
        } else if (!Versions.answeredNotModified(ctx, Versions.of(json) + "-ics")) {
            ctx.contentType(CALENDAR + ";charset=utf-8")
                    .result(FreeBusyText.published(person, from + " " + to, busy, time.now()));
        }
    }

    private void batch(Context ctx) {
        BatchRequest asked = RequestBody.json(ctx, BatchRequest.class);
        Instant from = Input.instant("from", asked.from());
        Instant to = Input.instant("to", asked.to());
        TimeSpan window = FreeBusyService.windowOfMany(from, to);
        Caller caller = BearerAuthentication.caller(ctx);
        items.answer(ctx, asked.addresses(), person -> new BusyItem(person, visible.ofMany(caller, person, window)));
    }

    private void availability(Context ctx) {
        AvailabilityRequest asked = RequestBody.json(ctx, AvailabilityRequest.class);
        Instant start = Input.instant("start", asked.start());
        Duration length = Input.duration("duration", asked.duration());
        freeBusy.availability(List.of(), start, length); // refuses the length as a whole
        Caller caller = BearerAuthentication.caller(ctx);
        items.answer(ctx, asked.addresses(), person -> {
            AvailabilityAnswer unknown =
                    new AvailabilityAnswer(person, AvailabilityAnswer.State.UNKNOWN, Optional.empty());
            return new AvailabilityItem(
                    visible.isVisible(caller, person)
                            ? freeBusy.availability(List.of(person), start, length)
                                    .get(0)
                            : unknown);
        });
    }

    private record BusyItem(AddressOfRecord person, FreeBusy time) implements ManyItems.Content {
        @Override
        public int spans() {
            return time.busy().size()
                    + time.unknown().size()
                    + time.workingHours().size();
        }

        @Override
        public void writeTo(JsonGenerator json) throws IOException {
            json.writeFieldName("freebusy");
            json.writePOJO(BusyJson.of(person, time));
        }
    }

    private record AvailabilityItem(AvailabilityAnswer answer) implements ManyItems.Content {
        @Override
        public int spans() {
            return 1;
        }

        @Override
        public void writeTo(JsonGenerator json) throws IOException {
            json.writeStringField("address", answer.person().toString());
            json.writeStringField("state", answer.state().name().toLowerCase(Locale.ROOT));
            json.writeStringField(
                    "nextFree", answer.nextFree().map(Object::toString).orElse(null));
        }
    }

    private static String query(Context ctx, String name) {
        String value = ctx.queryParam(name);
        if (value == null) {
            throw new Refusal.Invalid(name, "The window needs from and to.");
        }
        return value;
    }
}
