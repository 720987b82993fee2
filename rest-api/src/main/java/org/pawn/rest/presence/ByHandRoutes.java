package org.pawn.rest.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.ByHand;
import org.pawn.presence.ManualState;
import org.pawn.presence.Note;
import org.pawn.presence.PersonalNote;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Await;
import org.pawn.rest.http.BearerAuthentication;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.RequestBody;
import org.pawn.rest.http.RouteAccess;
import org.pawn.rest.http.Routes;
import org.pawn.rest.http.WireJson;
import org.pawn.time.TimeSource;

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

    private final Directory directory;
    private final PresenceService presence;
    private final PresenceLookup lookup;
    private final TimeSource time;

    public ByHandRoutes(Directory directory, PresenceService presence, PresenceLookup lookup, TimeSource time) {
        this.directory = directory;
        this.presence = presence;
        this.lookup = lookup;
        this.time = time;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        RouteAccess read = RouteAccess.scope(Scope.PRESENCE_READ);
        RouteAccess write = RouteAccess.scope(Scope.PRESENCE_WRITE);
        String manual = "/v1/presence/{address}/manual";
        routes.get(manual, ctx -> answerManual(ctx, person(ctx, Scope.PRESENCE_READ)), read);
        routes.put(manual, this::setManual, write);
        routes.delete(manual, this::clearManual, write);
        String note = "/v1/presence/{address}/note";
        routes.get(note, ctx -> answerNote(ctx, person(ctx, Scope.PRESENCE_READ)), read);
        routes.put(note, this::setNote, write);
        routes.delete(note, this::clearNote, write);
    }

    private void setManual(Context ctx) {
        AddressOfRecord person = person(ctx, Scope.PRESENCE_WRITE);
        ManualRequest asked = RequestBody.json(ctx, ManualRequest.class);
        Availability availability = StateRequest.availability(asked.availability());
        List<Activity> activities = StateRequest.activities(asked.activity(), asked.activityText());
        Instant now = time.now();
        Instant until = until(asked.life(), asked.until(), now)
                .orElseGet(() -> now.plus(ManualState.defaultLife(availability, activities)));
        Optional<Note> note = asked.note().map(StateRequest.NoteInput::note);
        ManualState state = Input.value(
                "until",
                () -> new ManualState(
                        availability,
                        activities,
                        note,
                        now,
                        until,
                        asked.alwaysShow().orElse(false)));
        Await.result(presence.setManual(person, state));
        answerManual(ctx, person);
    }

    private void clearManual(Context ctx) {
        AddressOfRecord person = person(ctx, Scope.PRESENCE_WRITE);
        Await.result(presence.clearManual(person));
        answerManual(ctx, person);
    }

    private void setNote(Context ctx) {
        AddressOfRecord person = person(ctx, Scope.PRESENCE_WRITE);
        NoteRequest asked = RequestBody.json(ctx, NoteRequest.class);
        Optional<Instant> until = until(asked.life(), asked.until(), time.now());
        Note note = Input.value("text", () -> new Note(asked.text(), asked.lang()));
        Await.result(presence.setNote(person, new PersonalNote(note, until)));
        answerNote(ctx, person);
    }

    private void clearNote(Context ctx) {
        AddressOfRecord person = person(ctx, Scope.PRESENCE_WRITE);
        Await.result(presence.clearNote(person));
        answerNote(ctx, person);
    }

    private void answerManual(Context ctx, AddressOfRecord person) {
        Optional<ManualState> manual = Await.result(presence.byHand(person)).manual();
        ObjectNode body = WireJson.object();
        body.set("manual", manual.map(ByHandRoutes::manual).orElse(null));
        effective(ctx, body, person);
        body.put("why", why(manual, lookup.document(person)));
        answer(ctx, body);
    }

    private void answerNote(Context ctx, AddressOfRecord person) {
        ByHand byHand = Await.result(presence.byHand(person));
        ObjectNode body = WireJson.object();
        body.set("note", byHand.note().map(ByHandRoutes::note).orElse(null));
        effective(ctx, body, person);
        answer(ctx, body);
    }

    private void effective(Context ctx, ObjectNode body, AddressOfRecord person) {
        body.set("effective", PresenceJson.of(lookup.view(BearerAuthentication.caller(ctx), person)));
    }

    private AddressOfRecord person(Context ctx, Scope scope) {
        Caller caller = BearerAuthentication.caller(ctx);
        AddressOfRecord person = Input.address(directory, ctx);
        caller.requireOwnerOf(person, scope);
        lookup.view(caller, person); // refuses an administrator who means nobody
        return person;
    }

    private static Optional<Instant> until(Optional<String> life, Optional<String> until, Instant now) {
        if (life.isPresent() && until.isPresent()) {
            throw new Refusal.Invalid("until", "Give \"for\" or \"until\", not both.");
        }
        Optional<Instant> end =
                life.map(text -> now.plus(lasting(text))).or(() -> until.map(text -> Input.instant("until", text)));
        if (end.filter(instant -> !instant.isAfter(now)).isPresent()) {
            throw new Refusal.Invalid("until", "That is already over.");
        }
        return end;
    }

    private static Duration lasting(String text) {
        Duration life = Input.duration("for", text);
        if (life.compareTo(Duration.ofDays(3660)) > 0) {
            throw new Refusal.Invalid("for", "At most ten years.");
        }
        return life;
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
                .put("until", PresenceJson.instant(state.until()));
    }

    private static ObjectNode note(PersonalNote note) {
        ObjectNode json = PresenceJson.note(note.note());
        note.until().ifPresent(until -> json.put("until", PresenceJson.instant(until)));
        return json;
    }

    private static String why(Optional<ManualState> manual, PresenceDocument document) {
        String shown = document.availability().label();
        if (manual.isEmpty()) {
            return "Nothing is set by hand; the person's sources show " + shown + ".";
        }
        String set = manual.get().availability().label();
        if (document.availability() == manual.get().availability()) {
            return "Set by hand: " + set + ".";
        }
        return document.availability() == Availability.OFFLINE
                ? "Set by hand: " + set + ", but no device is signed in, so it shows Offline; alwaysShow changes that."
                : "Set by hand: " + set + "; with the person's other sources it shows as " + shown + ".";
    }

    private static void answer(Context ctx, ObjectNode body) {
        ctx.header("Cache-Control", "private, no-cache")
                .contentType("application/json")
                .result(WireJson.write(body));
    }
}
