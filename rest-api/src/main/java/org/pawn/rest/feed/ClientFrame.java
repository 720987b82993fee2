package org.pawn.rest.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.WireJson;
import org.pawn.rest.presence.StateRequest;

/** What a client says on the feed. Members that we do not know are ignored: the client may be newer than we are. */
sealed interface ClientFrame {
    /** Comes back in the answer, if given. */
    Optional<String> ref();

    record Hello(Optional<String> token, Optional<String> resume, Optional<String> ref) implements ClientFrame {
        @Override
        public String toString() {
            return "Hello[***]";
        }
    }

    record Watch(
            String id,
            Optional<List<String>> addresses,
            Optional<String> contacts,
            Optional<String> group,
            Optional<ObjectNode> query,
            Optional<List<String>> add,
            Optional<List<String>> remove,
            Optional<Boolean> mute,
            Optional<String> ref)
            implements ClientFrame {}

    record Unwatch(String id, Optional<String> ref) implements ClientFrame {}

    record Publish(
            String availability,
            Optional<String> activity,
            Optional<String> activityText,
            Optional<StateRequest.NoteInput> note,
            Optional<String> expires,
            Optional<String> ref)
            implements ClientFrame {}

    record Active(Optional<String> ref) implements ClientFrame {}

    record Idle(Optional<String> since, Optional<String> ref) implements ClientFrame {}

    record Message(String to, String text, Optional<String> ref) implements ClientFrame {}

    record Typing(String to, String state, Optional<String> ref) implements ClientFrame {}

    record Token(String token, Optional<String> ref) implements ClientFrame {
        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    /** A type that a newer client knows and we do not. */
    record Unknown(Optional<String> ref) implements ClientFrame {}

    /** @throws Refusal.Invalid for what is no frame: that ends the feed */
    static ClientFrame read(String text) {
        ObjectNode json = WireJson.read(text.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
        JsonNode type = json.remove("type");
        if (type == null || !type.isTextual()) {
            throw new Refusal.Invalid("type", "A frame has a type.");
        }
        return switch (type.textValue()) {
            case "hello" -> WireJson.readLeniently(json, Hello.class);
            case "watch" -> WireJson.readLeniently(json, Watch.class);
            case "unwatch" -> WireJson.readLeniently(json, Unwatch.class);
            case "publish" -> WireJson.readLeniently(json, Publish.class);
            case "active" -> WireJson.readLeniently(json, Active.class);
            case "idle" -> WireJson.readLeniently(json, Idle.class);
            case "message" -> WireJson.readLeniently(json, Message.class);
            case "typing" -> WireJson.readLeniently(json, Typing.class);
            case "token" -> WireJson.readLeniently(json, Token.class);
            default -> WireJson.readLeniently(json, Unknown.class);
        };
    }
}
