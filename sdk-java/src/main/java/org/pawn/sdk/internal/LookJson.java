package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import org.pawn.sdk.Level;
import org.pawn.sdk.Look;
import org.pawn.sdk.Page;
import org.pawn.sdk.Viewer;
import org.pawn.sdk.Watcher;

/** Who watches and who looked: wire to values. */
public final class LookJson {
    private LookJson() {}

    /** A page of watchers. */
    public static Page<Watcher> watchers(JsonNode node) {
        return PeopleJson.page(node, LookJson::watcher);
    }

    /** A page of looks. */
    public static Page<Look> looks(JsonNode node) {
        return PeopleJson.page(node, LookJson::look);
    }

    private static Watcher watcher(JsonNode node) {
        return new Watcher(
                Json.required(node, "id"),
                viewer(node),
                Watcher.State.of(Json.required(node, "state")),
                Json.text(node, "event").orElse(""),
                Json.requiredInstant(node, "since"),
                Json.required(node, "surface"),
                Json.required(node, "handling"),
                Json.text(node, "level").flatMap(Level::of));
    }

    private static Look look(JsonNode node) {
        return new Look(
                viewer(node),
                Json.required(node, "kind"),
                Json.required(node, "surface"),
                Json.required(node, "outcome"),
                Json.requiredInstant(node, "first"),
                Json.requiredInstant(node, "last"),
                Math.max(1, node.path("count").asInt()));
    }

    private static Viewer viewer(JsonNode node) {
        JsonNode viewer = node.path("viewer");
        return new Viewer(Viewer.Kind.of(Json.required(viewer, "kind")), Json.required(viewer, "name"));
    }
}
