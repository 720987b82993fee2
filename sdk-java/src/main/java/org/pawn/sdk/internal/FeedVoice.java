package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;

/** How the parts of a feed speak to the server. The feed's lane only. */
interface FeedVoice {
    /** Whether the server has said welcome and is there. */
    boolean isLive();

    /** Says it if the feed is live; else it is lost. */
    void say(ObjectNode frame);

    /** Says it, and is done with the {@code ok}; fails with the refusal, or as cut. */
    CompletableFuture<JsonNode> ask(ObjectNode frame);
}
