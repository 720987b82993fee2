package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.AccessToken;
import org.pawn.sdk.Problem;

/**
 * One connection, from the upgrade until it is dropped, once; after that it hears and says nothing. It says hello, and
 * notices when nobody is there. The feed's lane only, but for what the socket's own threads hand to that lane.
 */
final class FeedConnection {
    private static final Duration PING_EVERY = Duration.ofSeconds(15);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);
    private static final Duration WELCOME_WITHIN = Duration.ofSeconds(10);

    /** Who reacts. Each of the last three comes at most once, and it is for the owner to drop the connection then. */
    interface Owner {
        void welcomed(JsonNode frame);

        void received(String type, JsonNode frame);

        void lost(String why);

        void tokenRefused(Problem problem);

        void hopeless(Problem problem);
    }

    private final ApiClient api;
    private final FeedLane lane;
    private final AccessToken token;
    private final String cursor;
    private final Owner owner;
    private final FeedReplies replies = new FeedReplies();
    private @Nullable FeedSocket socket;
    private boolean welcome;
    private boolean dropped;
    private long welcomedAt;
    private long heardAt;

    /** @param cursor where the last connection was cut, or nothing */
    FeedConnection(ApiClient api, FeedLane lane, AccessToken token, String cursor, Owner owner) {
        this.api = api;
        this.lane = lane;
        this.token = token;
        this.cursor = cursor;
        this.owner = owner;
    }

    void open() {
        lane.block(() -> {
            try {
                FeedSocket opened = FeedSocket.open(api, token, new FromSocket());
                if (!lane.run(() -> opened(opened))) {
                    opened.close();
                }
            } catch (FeedSocket.Refused refused) {
                onLane(() -> notOpened(refused.status));
            } catch (IOException | RuntimeException failure) {
                onLane(() -> owner.lost("the server does not answer (" + failure.getMessage() + ")"));
            }
        });
    }

    boolean isLive() {
        return welcome && !dropped;
    }

    AccessToken token() {
        return token;
    }

    /** How long ago the server said welcome. */
    Duration lived() {
        return welcome ? Duration.ofNanos(System.nanoTime() - welcomedAt) : Duration.ZERO;
    }

    void say(ObjectNode frame) {
        if (isLive() && socket != null) {
            socket.send(Json.write(frame));
        }
    }

    CompletableFuture<JsonNode> ask(ObjectNode frame) {
        if (!isLive()) {
            return CompletableFuture.failedFuture(FeedReplies.cutOff());
        }
        CompletableFuture<JsonNode> reply = replies.expect(frame);
        say(frame);
        return reply;
    }

    /** What waits for an answer will not get one. */
    void drop() {
        dropped = true;
        replies.cut();
        FeedSocket old = socket;
        if (old != null) {
            lane.block(old::close);
        }
    }

    private void opened(FeedSocket opened) {
        if (dropped) {
            lane.block(opened::close);
            return;
        }
        socket = opened;
        heardAt = System.nanoTime();
        ObjectNode hello = Json.object().put("type", "hello");
        if (!cursor.isEmpty()) {
            hello.put("resume", cursor);
        }
        opened.send(Json.write(hello));
        lane.after(WELCOME_WITHIN, () -> {
            if (!dropped && !welcome) {
                owner.lost("the server does not say welcome");
            }
        });
        lane.after(PING_EVERY, this::beat);
    }

    private void notOpened(int status) {
        Problem problem = FeedProblems.ofUpgrade(status);
        if (status == 401 || status == 403) {
            owner.tokenRefused(problem);
        } else if (status >= 400 && status < 500 && status != 408 && status != 429) {
            owner.hopeless(problem);
        } else {
            owner.lost(problem.text());
        }
    }

    private void beat() {
        if (dropped || socket == null) {
            return;
        }
        if (System.nanoTime() - heardAt > LONGEST_SILENCE.toNanos()) {
            owner.lost("the server has gone silent");
            return;
        }
        try {
            socket.ping();
        } catch (IOException | RuntimeException gone) {
            owner.lost("the connection is gone");
            return;
        }
        lane.after(PING_EVERY, this::beat);
    }

    private void received(JsonNode frame) {
        String type = frame.path("type").asText();
        switch (type) {
            case "welcome" -> {
                welcome = true;
                welcomedAt = System.nanoTime();
                owner.welcomed(frame);
            }
            case "ok", "error" -> replies.answered(frame);
            default -> owner.received(type, frame);
        }
    }

    private void closed(int code, String reason) {
        Optional<Problem> problem = FeedProblems.ofClose(code, reason);
        if (problem.isEmpty()) {
            owner.lost(reason.isBlank() ? "the connection was closed (" + code + ")" : reason);
        } else if (FeedProblems.isOfToken(code)) {
            owner.tokenRefused(problem.get());
        } else {
            owner.hopeless(problem.get());
        }
    }

    private void onLane(Runnable task) {
        lane.run(() -> {
            if (!dropped) {
                task.run();
            }
        });
    }

    private final class FromSocket implements FeedSocket.Receiver {
        @Override
        public void text(String frame) {
            lane.runBounded(() -> {
                if (!dropped) {
                    heardAt = System.nanoTime();
                    received(Json.parse(frame));
                }
            });
        }

        @Override
        public void pong() {
            onLane(() -> heardAt = System.nanoTime());
        }

        @Override
        public void closed(int code, String reason) {
            onLane(() -> FeedConnection.this.closed(code, reason));
        }
    }
}
