package org.pawn.rest.presence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Activity;
import org.pawn.presence.Note;
import org.pawn.presence.OutOfOffice;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;
import org.pawn.presence.Tuple;
import org.pawn.rest.http.WireJson;

/**
 * A view as JSON, the same on REST and on the feed. A member that the level does not see is absent; null says that there
 * is none. The order is fixed, so equal views are equal bytes.
 */
public final class PresenceJson {
    private PresenceJson() {}

    public static ObjectNode of(PresenceView view) {
        PresenceDocument document = view.document();
        Level level = view.level();
        ObjectNode json = WireJson.object()
                .put("address", document.presentity().toString())
                .put("availability", document.availability().label());
        if (level.atLeast(Level.COMPANY)) {
            putActivities(json, document.activities());
            json.put("idle", document.idle());
        }
        json.put("since", instant(document.since()));
        if (level.atLeast(Level.COMPANY)) {
            json.set("note", document.note().map(PresenceJson::note).orElse(null));
            json.set(
                    "outOfOffice",
                    document.outOfOffice().map(PresenceJson::outOfOffice).orElse(null));
            json.put("timeZone", view.timeZone().map(ZoneId::getId).orElse(null));
            json.set("schedule", schedule(document.schedule()));
        }
        if (level.atLeast(Level.TEAM)) {
            json.put("workLocation", document.workLocation().orElse(null));
            json.put("lastActive", instant(document.lastActive()));
            json.set("devices", devices(document.tuples(), level.atLeast(Level.PERSONAL)));
        }
        if (level == Level.SELF) {
            document.appearsAs()
                    .ifPresent(seen -> json.putObject("appearsAs")
                            .put("availability", seen.availability().label())
                            .putNull("activity")
                            .put("since", instant(seen.since())));
        }
        if (document.stale()) {
            json.put("stale", true);
        }
        return json.put("version", view.version());
    }

    /** One line for people and scripts: {@code Busy, InAMeeting}. */
    public static String text(PresenceView view) {
        StringBuilder line = new StringBuilder(view.document().availability().label());
        for (Activity activity : view.document().activities()) {
            line.append(", ")
                    .append(activity.text()
                            .map(PresenceJson::oneLine)
                            .orElse(activity.kind().label()));
        }
        return line.append('\n').toString();
    }

    static ObjectNode note(Note note) {
        ObjectNode json = WireJson.object().put("text", note.text());
        note.lang().ifPresent(lang -> json.put("lang", lang));
        return json;
    }

    static void putActivities(ObjectNode json, List<Activity> activities) {
        json.put(
                "activity",
                activities.isEmpty() ? null : activities.get(0).kind().label());
        activities.stream()
                .flatMap(activity -> activity.text().stream())
                .findFirst()
                .ifPresent(text -> json.put("activityText", text));
        ArrayNode all = json.putArray("activities");
        activities.stream().map(activity -> activity.kind().label()).distinct().forEach(all::add);
    }

    static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static @org.jspecify.annotations.Nullable String instant(Optional<Instant> instant) {
        return instant.map(PresenceJson::instant).orElse(null);
    }

    private static ObjectNode outOfOffice(OutOfOffice away) {
        ObjectNode json = WireJson.object().put("until", instant(away.until()));
        away.note().ifPresent(note -> json.put("text", note.text()));
        return json;
    }

    private static ObjectNode schedule(Schedule schedule) {
        return WireJson.object()
                .put("state", schedule.state().label())
                .put("until", instant(schedule.until()))
                .put("freeAt", instant(schedule.freeAt()));
    }

    private static ArrayNode devices(List<Tuple> tuples, boolean personal) {
        ArrayNode devices = WireJson.object().putArray("devices");
        tuples.stream().filter(Tuple::isOpen).forEach(tuple -> {
            ObjectNode device = devices.addObject().put("kind", tuple.device().orElse("unknown"));
            if (personal) {
                device.put("availability", tuple.availability().label());
                ArrayNode capabilities = device.putArray("capabilities");
                tuple.capabilities().forEach(capabilities::add);
            }
        });
        return devices;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    }
}
