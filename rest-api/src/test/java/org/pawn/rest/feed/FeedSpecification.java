package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code feed.yaml}: judges frames. Its schemas are stricter here than for clients: a frame of the server holds nothing
 * that the file does not name.
 */
final class FeedSpecification {
    private static final FeedSpecification FILE = new FeedSpecification();

    private final JsonNode feed = yaml("/openapi/feed.yaml");
    private final ObjectNode schemas = new ObjectMapper().createObjectNode();

    private FeedSpecification() {
        JsonNode rest = yaml("/openapi/openapi.yaml");
        schemas.set("rest", plain(rest.at("/components/schemas"), "#/rest/"));
        schemas.set("feed", plain(feed.at("/components/schemas"), "#/feed/"));
        ObjectNode frames = schemas.putObject("frames");
        feed.at("/components/messages").fields().forEachRemaining(message -> {
            ObjectNode payload = (ObjectNode) plain(message.getValue().get("payload"), "#/feed/");
            frames.set(message.getKey(), payload.put("additionalProperties", false));
        });
    }

    static FeedSpecification file() {
        return FILE;
    }

    private static JsonNode yaml(String resource) {
        try (var in = FeedSpecification.class.getResourceAsStream(resource)) {
            return new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The messages that one side sends, by the file's name for them. */
    List<String> messages(String operation) {
        List<String> names = new ArrayList<>();
        feed.at("/operations/" + operation + "/messages").forEach(reference -> {
            String path = reference.path("$ref").asText();
            names.add(path.substring(path.lastIndexOf('/') + 1));
        });
        return names;
    }

    /** Every message that the file describes. */
    List<String> described() {
        List<String> names = new ArrayList<>();
        feed.at("/components/messages").fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<JsonNode> examples(String message) {
        return feed.at("/components/messages/" + message + "/examples").findValues("payload");
    }

    /** Fails when the file does not allow that frame of the server. */
    void judge(JsonNode frame) {
        judge(frame.path("type").asText(), frame);
    }

    void judge(String message, JsonNode frame) {
        assertThat(schemas.path("frames").has(message))
                .as("%s is described", frame)
                .isTrue();
        try {
            var report = JsonSchemaFactory.byDefault()
                    .getJsonSchema(schemas, "/frames/" + message)
                    .validate(frame);
            assertThat(report.isSuccess()).as("%s\n%s", frame, report).isTrue();
        } catch (ProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** In the words of the JSON schema draft that the validator knows. */
    private static JsonNode plain(JsonNode schema, String references) {
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(each -> copy.add(plain(each, references)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = object.objectNode();
        object.fields().forEachRemaining(field -> copy.set(field.getKey(), plain(field.getValue(), references)));
        if (object.path("$ref").isTextual()) {
            String name = object.path("$ref").asText();
            String to = name.startsWith("openapi.yaml") ? "#/rest/" : references;
            copy.put("$ref", to + name.substring(name.lastIndexOf('/') + 1));
        }
        if (object.has("const")) {
            copy.putArray("enum").add(object.get("const"));
        }
        if (object.path("nullable").asBoolean() && object.path("type").isTextual()) {
            copy.putArray("type").add(object.path("type").asText()).add("null");
        }
        copy.remove(List.of("example", "examples", "const", "nullable", "discriminator"));
        return copy;
    }
}
