package org.pawn.server.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pawn.access.Level;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.RuleDocument;
import org.pawn.policy.RuleDocument.Validity;

/** How a rule document stands in a column, both ways. */
final class RuleDocumentJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RuleDocumentJson() {}

    static String write(RuleDocument document) {
        ArrayNode rules = JSON.createArrayNode();
        for (RuleDocument.Rule rule : document.rules()) {
            ObjectNode json = rules.addObject();
            write(json.putArray("who"), rule.who());
            write(json.putArray("except"), rule.except());
            rule.spheres().forEach(json.putArray("spheres")::add);
            ArrayNode validity = json.putArray("validity");
            rule.validity()
                    .forEach(span -> validity.addObject()
                            .put("from", span.from().toString())
                            .put("until", span.until().toString()));
            json.put("handling", rule.handling().name())
                    .put("level", rule.level().name())
                    .put("mayBreakIn", rule.mayBreakIn())
                    .put("since", rule.since().toString());
        }
        return rules.toString();
    }

    static RuleDocument read(String text) {
        try {
            List<RuleDocument.Rule> rules = new ArrayList<>();
            for (JsonNode json : JSON.readTree(text)) {
                List<String> spheres = new ArrayList<>();
                json.path("spheres").forEach(sphere -> spheres.add(sphere.asText()));
                List<Validity> validity = new ArrayList<>();
                json.path("validity")
                        .forEach(span -> validity.add(new Validity(instant(span, "from"), instant(span, "until"))));
                rules.add(new RuleDocument.Rule(
                        matchers(json.path("who")),
                        matchers(json.path("except")),
                        spheres,
                        validity,
                        Handling.valueOf(json.path("handling").asText()),
                        Level.valueOf(json.path("level").asText()),
                        json.path("mayBreakIn").asBoolean(),
                        instant(json, "since")));
            }
            return new RuleDocument(rules);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored rule document is broken", broken);
        }
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(json.path(name).asText());
    }

    private static void write(ArrayNode array, List<Matcher> matchers) {
        matchers.forEach(matcher ->
                array.addObject().put("kind", MatcherColumns.kind(matcher)).put("who", MatcherColumns.who(matcher)));
    }

    private static List<Matcher> matchers(JsonNode array) {
        List<Matcher> matchers = new ArrayList<>();
        array.forEach(json -> matchers.add(MatcherColumns.matcher(
                json.path("kind").asText(), json.path("who").asText())));
        return matchers;
    }
}
