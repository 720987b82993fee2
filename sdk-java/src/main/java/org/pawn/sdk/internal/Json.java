package org.pawn.sdk.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pawn.sdk.PresenceClientException;

/** Reads what we know and passes over the rest, as an open contract asks; says so when what must be there is not. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            // without the cause: it quotes the text, which may hold what logs must not
            throw PresenceClientException.local("unintelligible", "what the server said is not JSON", null);
        }
    }

    static String write(JsonNode node) {
        return node.toString();
    }

    static String required(JsonNode node, String field) {
        return text(node, field)
                .orElseThrow(() -> PresenceClientException.local(
                        "unintelligible", "what the server said has no \"" + field + "\"", null));
    }

    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    static boolean flag(JsonNode node, String field) {
        return node.path(field).asBoolean(false);
    }

    static Optional<Instant> instant(JsonNode node, String field) {
        return text(node, field).map(Json::instantOf);
    }

    static Instant requiredInstant(JsonNode node, String field) {
        return instantOf(required(node, field));
    }

    static List<String> texts(JsonNode node, String field) {
        return list(node, field, JsonNode::asText);
    }

    static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> reader) {
        List<T> values = new ArrayList<>();
        node.path(field).forEach(each -> values.add(reader.apply(each)));
        return values;
    }

    static <T> Optional<T> object(JsonNode node, String field, Function<JsonNode, T> reader) {
        JsonNode value = node.path(field);
        return value.isObject() ? Optional.of(reader.apply(value)) : Optional.empty();
    }

    private static Instant instantOf(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw PresenceClientException.local("unintelligible", "what the server said has a time that is none", null);
        }
    }
}
