package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pawn.sdk.AvailabilityItem;
import org.pawn.sdk.MeetingQuery;
import org.pawn.sdk.MeetingTime;
import org.pawn.sdk.MeetingTimes;
import org.pawn.sdk.TimeSpan;

/** {@code POST /v1/meeting-times}: values to wire and back. */
public final class MeetingJson {
    private MeetingJson() {}

    /** The request. */
    public static JsonNode query(MeetingQuery query) {
        ObjectNode body = Json.object();
        ArrayNode required = body.putArray("required");
        query.required().forEach(required::add);
        ArrayNode optional = body.putArray("optional");
        query.optional().forEach(optional::add);
        body.put("duration", query.duration().toString());
        ArrayNode windows = body.putArray("windows");
        for (TimeSpan window : query.windows()) {
            windows.addObject()
                    .put("start", window.start().toString())
                    .put("end", window.end().toString());
        }
        query.zone().ifPresent(zone -> body.put("timeZone", zone.getId()));
        query.granularity().ifPresent(step -> body.put("granularity", step.toString()));
        body.put("ignoreWorkingHours", query.ignoreWorkingHours());
        query.limit().ifPresent(limit -> body.put("limit", limit));
        return body;
    }

    /** The answer. */
    public static MeetingTimes times(JsonNode node) {
        return new MeetingTimes(
                Json.list(node, "items", MeetingJson::time), Json.list(node, "unknown", MeetingJson::unknown));
    }

    private static MeetingTime time(JsonNode node) {
        return new MeetingTime(
                CalendarJson.span(node),
                AvailabilityItem.State.of(Json.text(node, "state").orElse("unknown")),
                node.path("required").asInt(),
                node.path("optional").asInt(),
                Json.texts(node, "tentative"),
                Json.texts(node, "unknown"),
                Json.texts(node, "missing"),
                Json.texts(node, "outsideWorkingHours"),
                Json.texts(node, "reasons"));
    }

    private static MeetingTimes.Unknown unknown(JsonNode node) {
        return new MeetingTimes.Unknown(
                Json.required(node, "requested"),
                Json.flag(node, "required"),
                CalendarJson.coverage(node),
                Json.object(node, "problem", ProblemJson::read));
    }
}
