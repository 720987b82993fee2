package org.pawn.rest.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.ByHand;
import org.pawn.presence.ManualChoice;
import org.pawn.presence.ManualState;
import org.pawn.presence.Note;
import org.pawn.presence.PersonalNote;
import org.pawn.presence.PresenceService;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;

/** {@code …/manual} and {@code …/note}: what a person says of themself by hand. */
public final class ByHandRoutes implements Routes {
    private record ManualRequest(
            String availability,
            Optional<String> activity,
            Optional<String> activityText,
            Optional<StateRequest.NoteInput> note,
            Optional<Boolean> alwaysShow,
            Optional<String> until,

            @com.fasterxml.jackson.annotation.JsonProperty("for")
            Optional<String> life) {}

    private record NoteRequest(
            String text,
            Optional<String> lang,
            Optional<String> until,

            @com.fasterxml.jackson.annotation.JsonProperty("for")
            Optional<String> life) {}

    private final PresenceService presence;
    private final OwnPresence own;

    public ByHandRoutes(PresenceService presence, OwnPresence own) {
        this.presence = presence;
        this.own = own;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess read = RouteAccess.scope(Scope.PRESENCE_READ);
        RouteAccess write = RouteAccess.scope(Scope.PRESENCE_WRITE);
        String manual = "/v1/presence/{address}/manual";
        routes.get(manual, ctx -> answerManual(ctx, own.person(ctx, Scope.PRESENCE_READ)), read);
        routes.put(manual, this::setManual, write);
        routes.delete(manual, this::clearManual, write);
        String note = "/v1/presence/{address}/note";
        routes.get(note, ctx -> answerNote(ctx, own.person(ctx, Scope.PRESENCE_READ)), read);
        routes.put(note, this::setNote, write);
        routes.delete(note, this::clearNote, write);
    }

    private void setManual(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_WRITE);
        ManualRequest asked = RequestBody.json(ctx, ManualRequest.class);
        Availability availability = StateRequest.availability(asked.availability());
        List<Activity> activities = StateRequest.activities(asked.activity(), asked.activityText());
        Optional<Note> note = asked.note().map(StateRequest.NoteInput::note);
        Optional<Instant> until = own.end(asked.life(), asked.until());
        Await.result(presence.setManual(
                person,
                new ManualChoice(
                        availability,
                        activities,
                        note,
                        until,
                        asked.alwaysShow().orElse(false))));
        answerManual(ctx, person);
    }

    private void clearManual(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_WRITE);
        Await.result(presence.clearManual(person));
        answerManual(ctx, person);
    }

    private void setNote(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_WRITE);
        NoteRequest asked = RequestBody.json(ctx, NoteRequest.class);
        Optional<Instant> until = own.end(asked.life(), asked.until());
        Note note = Input.value("text", () -> new Note(asked.text(), asked.lang()));
        Await.result(presence.setNote(person, new PersonalNote(note, until)));
        answerNote(ctx, person);
    }

    private void clearNote(Context ctx) {
        AddressOfRecord person = own.person(ctx, Scope.PRESENCE_WRITE);
        Await.result(presence.clearNote(person));
        answerNote(ctx, person);
    }

    private void answerManual(Context ctx, AddressOfRecord person) {
        Optional<ManualState> manual = Await.result(presence.byHand(person)).manual();
        ObjectNode body = WireJson.object();
        body.set("manual", manual.map(ByHandRoutes::manual).orElse(null));
        body.put(
                "why", own.sentence(ctx, Await.result(presence.explain(person))).text());
        own.answer(ctx, body, person);
    }

    private void answerNote(Context ctx, AddressOfRecord person) {
        ByHand byHand = Await.result(presence.byHand(person));
        ObjectNode body = WireJson.object();
        body.set("note", byHand.note().map(ByHandRoutes::note).orElse(null));
        own.answer(ctx, body, person);
    }

    private static ObjectNode manual(ManualState state) {
        ObjectNode json =
                WireJson.object().put("availability", state.availability().label());
        json.put(
                "activity",
                state.activities().stream()
                        .findFirst()
                        .map(one -> one.kind().label())
                        .orElse(null));
        state.activities().stream().flatMap(one -> one.text().stream()).forEach(text -> json.put("activityText", text));
        return json.put("alwaysShow", state.alwaysShow())
                .put("since", PresenceJson.instant(state.setAt()))
                .put("until", PresenceJson.instant(state.until()))
                .put("endsEarly", early(state.endsEarly()));
    }

    private static @Nullable String early(ManualState.EndsEarly early) {
        return switch (early) {
            case NEVER -> null;
            case AT_SIGN_IN -> "signIn";
            case AT_SIGN_OUT -> "signOut";
        };
    }

    private static ObjectNode note(PersonalNote note) {
        ObjectNode json = PresenceJson.note(note.note());
        note.until().ifPresent(until -> json.put("until", PresenceJson.instant(until)));
        return json;
    }
}
