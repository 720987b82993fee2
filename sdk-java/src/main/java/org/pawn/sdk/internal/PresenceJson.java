package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.pawn.sdk.Activity;
import org.pawn.sdk.Availability;
import org.pawn.sdk.Device;
import org.pawn.sdk.IconLink;
import org.pawn.sdk.ManualAnswer;
import org.pawn.sdk.ManualState;
import org.pawn.sdk.Note;
import org.pawn.sdk.NoteAnswer;
import org.pawn.sdk.OutOfOffice;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceItem;
import org.pawn.sdk.RecognizedSpan;
import org.pawn.sdk.Schedule;
import org.pawn.sdk.SessionAnswer;
import org.pawn.sdk.SessionState;

/** Presence, sessions, manual states and notes: wire to values and back. */
public final class PresenceJson {
    private PresenceJson() {}

    static Presence read(JsonNode node) {
        return new Presence(
                Json.required(node, "address"),
                availability(node),
                Json.list(node, "activities", each -> Activity.of(each.asText())).stream()
                        .flatMap(Optional::stream)
                        .toList(),
                Json.text(node, "activityText"),
                Json.flag(node, "idle"),
                Json.instant(node, "since"),
                Json.object(node, "note", PresenceJson::note),
                Json.object(
                        node,
                        "outOfOffice",
                        each -> new OutOfOffice(Json.instant(each, "until"), Json.text(each, "text"))),
                Json.text(node, "timeZone").flatMap(PresenceJson::zone),
                Json.object(node, "schedule", PresenceJson::schedule),
                Json.text(node, "workLocation"),
                Json.instant(node, "lastActive"),
                Json.list(node, "devices", PresenceJson::device),
                Json.flag(node, "stale"),
                Json.object(node, "appearsAs", each -> new Presence.Appearance(availability(each), activity(each))),
                Json.text(node, "version").orElse(""));
    }

    /** One presence. */
    public static Presence presence(JsonNode node) {
        return read(node);
    }

    /** {@code items} in their order. */
    public static List<PresenceItem> items(JsonNode node) {
        return Json.list(
                node,
                "items",
                each -> new PresenceItem(
                        Json.required(each, "requested"),
                        Json.object(each, "presence", PresenceJson::read),
                        Json.object(each, "problem", ProblemJson::read)));
    }

    /** What an application said. */
    public static SessionAnswer session(JsonNode node) {
        JsonNode session = node.path("session");
        SessionState state = new SessionState(
                availability(session),
                activity(session),
                Json.text(session, "activityText"),
                Json.object(session, "note", PresenceJson::note),
                Optional.empty());
        return new SessionAnswer(
                Json.required(session, "id"),
                Json.required(session, "application"),
                state,
                Json.requiredInstant(session, "expiresAt"),
                read(node.path("effective")),
                Json.text(node, "why").orElse(""));
    }

    /** What a person set by hand. */
    public static ManualAnswer manual(JsonNode node) {
        return new ManualAnswer(
                Json.object(node, "manual", PresenceJson::manualState),
                read(node.path("effective")),
                Json.text(node, "why").orElse(""));
    }

    /** A person's own note. */
    public static NoteAnswer noteAnswer(JsonNode node) {
        return new NoteAnswer(Json.object(node, "note", PresenceJson::note), read(node.path("effective")));
    }

    /** A link to a picture. */
    public static IconLink iconLink(JsonNode node) {
        return new IconLink(
                Json.required(node, "id"),
                Json.required(node, "address"),
                Json.text(node, "url").map(URI::create),
                Json.requiredInstant(node, "expiresAt"));
    }

    /** {@code spans} in their order. */
    public static List<RecognizedSpan> spans(JsonNode node) {
        return Json.list(node, "spans", PresenceJson::span);
    }

    /** The body that says it. */
    public static JsonNode write(SessionState state) {
        ObjectNode body = said(state.availability(), state.activity(), state.activityText(), state.note());
        state.expires().map(Duration::toString).ifPresent(life -> body.put("expires", life));
        return body;
    }

    /** The body that sets it. */
    public static JsonNode write(ManualState state) {
        ObjectNode body = said(state.availability(), state.activity(), state.activityText(), state.note());
        if (state.alwaysShow()) {
            body.put("alwaysShow", true);
        }
        state.lasting().ifPresent(life -> body.put("for", life.toString()));
        state.until().ifPresent(end -> body.put("until", end.toString()));
        return body;
    }

    /** The body that sets it; {@code lasting} instead of the note's own end, when given. */
    public static JsonNode write(Note note) {
        ObjectNode body = noteBody(note);
        note.until().ifPresent(end -> body.put("until", end.toString()));
        return body;
    }

    static ObjectNode said(
            Availability availability,
            Optional<Activity> activity,
            Optional<String> activityText,
            Optional<Note> note) {
        ObjectNode body = Json.object().put("availability", availability.word());
        activity.ifPresent(what -> body.put("activity", what.word()));
        activityText.ifPresent(text -> body.put("activityText", text));
        note.ifPresent(text -> body.set("note", noteBody(text)));
        return body;
    }

    private static ObjectNode noteBody(Note note) {
        ObjectNode body = Json.object().put("text", note.text());
        note.lang().ifPresent(lang -> body.put("lang", lang));
        return body;
    }

    private static ManualState manualState(JsonNode node) {
        return new ManualState(
                availability(node),
                activity(node),
                Json.text(node, "activityText"),
                Json.object(node, "note", PresenceJson::note),
                Json.flag(node, "alwaysShow"),
                Optional.empty(),
                Json.instant(node, "since"),
                Json.instant(node, "until"));
    }

    private static Availability availability(JsonNode node) {
        return Json.text(node, "availability").map(Availability::of).orElse(Availability.UNKNOWN);
    }

    private static Optional<Activity> activity(JsonNode node) {
        return Json.text(node, "activity").flatMap(Activity::of);
    }

    private static Note note(JsonNode node) {
        return new Note(Json.text(node, "text").orElse(""), Json.text(node, "lang"), Json.instant(node, "until"));
    }

    private static Schedule schedule(JsonNode node) {
        return new Schedule(
                Schedule.State.of(Json.text(node, "state").orElse("unknown")),
                Json.instant(node, "until"),
                Json.instant(node, "freeAt"),
                Json.text(node, "subject"));
    }

    private static Device device(JsonNode node) {
        return new Device(
                Json.text(node, "kind").orElse("unknown"), availability(node), Json.texts(node, "capabilities"));
    }

    private static RecognizedSpan span(JsonNode node) {
        return new RecognizedSpan(
                node.path("start").asInt(),
                node.path("end").asInt(),
                Json.required(node, "kind"),
                Json.required(node, "text"),
                Json.text(node, "address"),
                Json.text(node, "name"),
                Json.text(node, "group"),
                Json.text(node, "phone"),
                Json.object(node, "presence", PresenceJson::read),
                Json.list(
                        node,
                        "actions",
                        each -> new RecognizedSpan.Offer(
                                Json.required(each, "id"), Json.required(each, "label"), Json.text(each, "uri"))));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException newerThanThisJava) {
            return Optional.empty();
        }
    }
}
