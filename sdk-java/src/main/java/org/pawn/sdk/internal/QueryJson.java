package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.pawn.sdk.Availability;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceQuery;
import org.pawn.sdk.Schedule;

/** Queries: values to the wire, and what they found back. */
public final class QueryJson {
    private QueryJson() {}

    /** The body that asks it; what is not limited is not in it. */
    public static ObjectNode write(PresenceQuery query) {
        ObjectNode body = Json.object();
        query.group().ifPresent(id -> body.put("group", id));
        query.words().ifPresent(words -> body.put("words", words));
        write(body, "role", query.roles(), Function.identity());
        write(body, "skill", query.skills(), Function.identity());
        write(body, "availability", query.availability(), Availability::word);
        write(body, "schedule", query.schedule(), Schedule.State::word);
        return body.put("order", query.order().word()).put("limit", query.limit());
    }

    /** {@code presence} in its order. */
    public static List<Presence> found(JsonNode node) {
        return Json.list(node, "presence", PresenceJson::read);
    }

    private static <T> void write(ObjectNode body, String field, List<T> values, Function<T, String> word) {
        if (!values.isEmpty()) {
            values.stream().map(word).forEach(body.putArray(field)::add);
        }
    }
}
