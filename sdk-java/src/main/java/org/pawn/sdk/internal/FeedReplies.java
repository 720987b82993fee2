package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.PresenceClientException;

/** Who waits for {@code ok} or {@code error}. The feed's lane only. */
final class FeedReplies {
    private final Map<String, CompletableFuture<JsonNode>> waiting = new HashMap<>();
    private long last;

    /** Gives the frame a ref, and a future for what answers it. */
    CompletableFuture<JsonNode> expect(ObjectNode frame) {
        String ref = Long.toString(++last);
        frame.put("ref", ref);
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        waiting.put(ref, reply);
        return reply;
    }

    void answered(JsonNode frame) {
        CompletableFuture<JsonNode> reply = waiting.remove(frame.path("ref").asText());
        if (reply == null) {
            return;
        }
        if (frame.path("type").asText().equals("ok")) {
            reply.complete(frame);
        } else {
            reply.completeExceptionally(
                    PresenceClientException.refused(ProblemJson.read(frame.path("problem")), null, null));
        }
    }

    void cut() {
        List<CompletableFuture<JsonNode>> all = List.copyOf(waiting.values());
        waiting.clear();
        all.forEach(each -> each.completeExceptionally(cutOff()));
    }

    static PresenceClientException cutOff() {
        return PresenceClientException.local("cut", "the feed is cut; it is being restored", null);
    }
}
