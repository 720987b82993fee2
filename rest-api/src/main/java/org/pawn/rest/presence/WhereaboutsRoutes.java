package org.pawn.rest.presence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Absence;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceService;
import org.pawn.presence.WorkPlace;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

/** {@code …/out-of-office} and {@code …/work-location}: whether a person is away for longer, and where they work. */
public final class WhereaboutsRoutes implements Routes {
    private record AbsenceRequest(
            Optional<String> text,
            Optional<String> lang,
            Optional<String> from,
            Optional<String> until,
            @JsonProperty("for") Optional<String> life) {}

    private record PlaceRequest(
            String place,
            Optional<String> until,
            @JsonProperty("for") Optional<String> life) {}

    private final PresenceService presence;
    private final OwnPresence own;
    private final TimeSource time;

    public WhereaboutsRoutes(PresenceService presence, OwnPresence own, TimeSource time) {
        this.presence = presence;
        this.own = own;
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess read = RouteAccess.scope(Scope.PRESENCE_READ);
        RouteAccess write = RouteAccess.scope(Scope.PRESENCE_WRITE);
        String away = "/v1/presence/{address}/out-of-office";
        routes.get(away, ctx -> answerAbsence(ctx, own.person(ctx, Scope.PRESENCE_READ)), read);
        routes.put(away, this::setAbsence, write);
        routes.delete(away, this::clearAbsence, write);
        String place = "/v1/presence/{address}/work-location";
        routes.get(place, ctx -> answerPlace(ctx, own.person(ctx, Scope.PRESENCE_READ)), read);
        routes.put(place, this::setPlace, write);
        routes.delete(place, this::clearPlace, write);
    }

    private void setAbsence(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_WRITE);
        AbsenceRequest asked = RequestBody.json(ctx, AbsenceRequest.class);
        Instant from = asked.from().map(text -> Input.instant("from", text)).orElseGet(time::now);
        Instant until = own.end(asked.life(), asked.until())
                .orElseThrow(() -> new Refusal.Invalid("until", "Say with \"for\" or \"until\" when it ends."));
        Optional<Note> note = asked.text().map(text -> Input.value("text", () -> new Note(text, asked.lang())));
        Absence absence = Input.value("until", () -> new Absence(from, until, note));
        Await.result(presence.setAbsence(person, Optional.of(absence)));
        answerAbsence(ctx, person);
    }

    private void clearAbsence(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_WRITE);
        Await.result(presence.setAbsence(person, Optional.empty()));
        answerAbsence(ctx, person);
    }

    private void answerAbsence(Context ctx, AddressOfRecord person) {
        ObjectNode body = WireJson.object();
        body.set(
                "outOfOffice",
                Await.result(presence.byHand(person))
                        .absence()
                        .map(WhereaboutsRoutes::json)
                        .orElse(null));
        own.answer(ctx, body, person);
    }

    private static ObjectNode json(Absence absence) {
        ObjectNode json = WireJson.object()
                .put("from", PresenceJson.instant(absence.from()))
                .put("until", PresenceJson.instant(absence.until()));
        absence.note().ifPresent(note -> {
            json.put("text", note.text());
            note.lang().ifPresent(lang -> json.put("lang", lang));
        });
        return json;
    }

    private void setPlace(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_WRITE);
        PlaceRequest asked = RequestBody.json(ctx, PlaceRequest.class);
        Optional<Instant> until = own.end(asked.life(), asked.until());
        WorkPlace place = Input.value("place", () -> new WorkPlace(asked.place(), until));
        Await.result(presence.setWorkPlace(person, Optional.of(place)));
        answerPlace(ctx, person);
    }

    private void clearPlace(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_WRITE);
        Await.result(presence.setWorkPlace(person, Optional.empty()));
        answerPlace(ctx, person);
    }

    private void answerPlace(Context ctx, AddressOfRecord person) {
        ObjectNode body = WireJson.object();
        body.set(
                "workLocation",
                Await.result(presence.byHand(person))
                        .workPlace()
                        .map(WhereaboutsRoutes::json)
                        .orElse(null));
        own.answer(ctx, body, person);
    }

    private static ObjectNode json(WorkPlace place) {
        ObjectNode json = WireJson.object().put("place", place.place());
        place.until().ifPresent(until -> json.put("until", PresenceJson.instant(until)));
        return json;
    }
}
