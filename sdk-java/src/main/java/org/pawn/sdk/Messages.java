package org.pawn.sdk;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.internal.ApiCall;
import org.pawn.sdk.internal.ApiClient;
import org.pawn.sdk.internal.PeopleJson;
import org.pawn.sdk.internal.RequestJson;

/** Messages; from {@link PresenceClient#messages()}. To receive them live, open a feed. Thread-safe. */
public final class Messages {
    private final ApiClient api;

    Messages(ApiClient api) {
        this.api = api;
    }

    /**
     * Sends a message of at most 65,536 characters to every device that the person has; it waits for them when there is
     * none. It is sent with a key of its own, so that a repeated try delivers it once.
     */
    public SentMessage send(String to, String text) {
        return ApiClient.await(sendAsync(to, text));
    }

    /** Twin of {@link #send}. */
    public CompletableFuture<SentMessage> sendAsync(String to, String text) {
        ApiCall call = ApiCall.post("v1", "messages")
                .json(RequestJson.message(to, text))
                .idempotencyKey(UUID.randomUUID().toString());
        return api.send(call, PeopleJson::sent);
    }

    /** Messages that wait for you, oldest first. */
    public List<Message> waiting() {
        return ApiClient.await(waitingAsync());
    }

    /** Twin of {@link #waiting}. */
    public CompletableFuture<List<Message>> waitingAsync() {
        return api.send(ApiCall.get("v1", "messages"), PeopleJson::messages);
    }
}
