package org.pawn.rest.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.InstantMessage;
import org.pawn.rest.http.Problem;
import org.pawn.rest.http.WireJson;

/** What the server says on the feed, as text. Presence comes in as JSON text, written once for all who see the same. */
final class ServerFrames {
    private ServerFrames() {}

    static String welcome(String cursor, boolean resumed, Instant expiresAt) {
        return text(frame("welcome")
                .put("cursor", cursor)
                .put("resumed", resumed)
                .put("expiresAt", expiresAt.truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    static String presence(String presence, String cursor) {
        return "{\"type\":\"presence\",\"presence\":" + presence + ",\"cursor\":" + quoted(cursor) + "}";
    }

    static String withdrawn(AddressOfRecord person, Problem problem, String cursor) {
        ObjectNode frame = frame("withdrawn").put("address", person.toString());
        frame.set("problem", WireJson.tree(problem));
        return text(frame.put("cursor", cursor));
    }

    static String message(InstantMessage message, boolean alert, String cursor) {
        return text(frame("message")
                .put("id", message.id())
                .put("from", message.from().toString())
                .put("to", message.to().toString())
                .put("text", new String(message.body(), StandardCharsets.UTF_8))
                .put("contentType", message.contentType())
                .put("sentAt", message.sentAt().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("alert", alert)
                .put("cursor", cursor));
    }

    static String typing(AddressOfRecord from, String state) {
        return text(frame("typing").put("from", from.toString()).put("state", state));
    }

    static ObjectNode ok(String ref) {
        return frame("ok").put("ref", ref);
    }

    static String error(String ref, Problem problem) {
        ObjectNode frame = frame("error").put("ref", ref);
        frame.set("problem", WireJson.tree(problem));
        return text(frame);
    }

    static String closing(Problem problem) {
        ObjectNode frame = frame("closing");
        frame.set("problem", WireJson.tree(problem));
        return text(frame);
    }

    static String text(ObjectNode frame) {
        return json(frame);
    }

    private static ObjectNode frame(String type) {
        return WireJson.object().put("type", type);
    }

    private static String quoted(String text) {
        return json(text);
    }

    private static String json(Object value) {
        return new String(WireJson.write(value), StandardCharsets.UTF_8);
    }
}
