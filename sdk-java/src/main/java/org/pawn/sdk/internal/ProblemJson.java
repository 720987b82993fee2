package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pawn.sdk.Problem;

/** Problem details (RFC 9457) to {@link Problem}. */
final class ProblemJson {
    private static final Set<String> OWN_MEMBERS = Set.of("type", "title", "status", "detail");

    private ProblemJson() {}

    static Problem read(JsonNode node) {
        Map<String, String> facts = new LinkedHashMap<>();
        node.fields().forEachRemaining(member -> {
            if (!OWN_MEMBERS.contains(member.getKey()) && !member.getValue().isNull()) {
                JsonNode value = member.getValue();
                facts.put(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return new Problem(
                Json.text(node, "type").orElse("about:blank"),
                Json.text(node, "title").orElse("refused"),
                node.path("status").asInt(0),
                Json.text(node, "detail"),
                facts);
    }
}
