package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.AccessToken;
import org.pawn.sdk.DeviceState;
import org.pawn.sdk.FeedListener;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.Problem;

/**
 * Keeps one feed up: connects, states the watches and the publication, renews the token, and starts again after a cut.
 * All fields are the lane's.
 */
public final class FeedEngine implements AutoCloseable {
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(30);

    /** A connection that held this long was a good one: the next failure is a first one. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final ApiClient api;
    private final FeedListener listener;
    private final FeedLane lane = new FeedLane();
    private final Callbacks callbacks = new Callbacks();
    private final FeedVoice voice = new Voice();
    private final FeedWatches watches = new FeedWatches(voice, callbacks);
    private final FeedDevice device;
    private final SeenMessages seen = new SeenMessages();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Backoff backoff = new Backoff(
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            () -> ThreadLocalRandom.current().nextDouble());

    private @Nullable FeedConnection connection;
    private String cursor = "";
    private int failures;
    private boolean tokenWasRenewed;
    private boolean over;

    /** Does nothing yet. */
    public FeedEngine(ApiClient api, FeedListener listener) {
        this.api = api;
        this.listener = listener;
        device = new FeedDevice(voice, callbacks, api.clock());
    }

    /** Connects for the first time, and from then on for ever. */
    public void start() {
        api.keep(this);
        lane.run(this::connect);
    }

    /** Done when the feed is up for the first time. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** Adds a watch. */
    public void watch(WatchState watch) {
        whileOpen(watch.ready(), () -> watches.add(watch));
    }

    /** Widens a watch. */
    public void add(WatchState watch, List<String> addresses) {
        lane.run(() -> watches.change(watch, watch.addition(addresses)));
    }

    /** Narrows a watch. */
    public void remove(WatchState watch, List<String> addresses) {
        lane.run(() -> watches.change(watch, watch.removal(addresses)));
    }

    /** Makes a watch keep its peace, or speak again. */
    public void mute(WatchState watch, boolean muted) {
        lane.run(() -> watches.mute(watch, muted));
    }

    /** Ends a watch. */
    public void unwatch(WatchState watch) {
        lane.run(() -> watches.remove(watch));
    }

    /** Publishes, and keeps it published. */
    public CompletableFuture<Void> publish(DeviceState state) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        whileOpen(done, () -> device.publish(state, done));
        return done;
    }

    /** Takes the publication back. */
    public CompletableFuture<Void> withdraw() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        whileOpen(done, () -> device.withdraw(done));
        return done;
    }

    /** The owner is there. */
    public void active() {
        lane.run(device::active);
    }

    /** The owner is away. */
    public void idle(Instant since) {
        lane.run(() -> device.idle(since));
    }

    /** The owner writes. */
    public void typing(String to, boolean composing) {
        lane.run(() -> voice.say(
                Json.object().put("type", "typing").put("to", to).put("state", composing ? "composing" : "idle")));
    }

    @Override
    public void close() {
        lane.run(() -> {
            if (!over) {
                PresenceClientException closed = closed();
                watches.closeAll();
                stop(closed);
            }
        });
    }

    private void connect() {
        if (over) {
            return;
        }
        api.tokens()
                .current()
                .whenComplete((token, failure) -> lane.run(() -> {
                    if (over || connection != null) {
                        return;
                    }
                    if (failure == null) {
                        connection = new FeedConnection(api, lane, token, cursor, new OfConnection());
                        connection.open();
                    } else {
                        noToken(ApiClient.unwrapped(failure));
                    }
                }));
    }

    private void connectAgain() {
        failures++;
        lane.after(backoff.delay(failures), this::connect);
    }

    private void noToken(PresenceClientException failure) {
        boolean hopeless = failure.type().equals("urn:pawn:sdk:no-token")
                || (failure.status() >= 400 && failure.status() < 500 && failure.status() != 429);
        if (hopeless) {
            end(failure.problem());
        } else {
            connectAgain();
        }
    }

    /** Lets go of the connection and tells who has to know; gives the token it had. */
    private @Nullable AccessToken cut(String why) {
        FeedConnection old = connection;
        connection = null;
        if (old == null) {
            return null;
        }
        boolean wasLive = old.isLive();
        if (old.lived().compareTo(STEADY) > 0) {
            failures = 0;
        }
        old.drop();
        if (wasLive) {
            watches.cut();
            callbacks.call(() -> listener.onCut(why));
        }
        return old.token();
    }

    private void end(Problem problem) {
        if (over) {
            return;
        }
        watches.endAll(problem);
        callbacks.call(() -> listener.onEnded(problem));
        stop(PresenceClientException.refused(problem, null, null));
    }

    private void stop(PresenceClientException why) {
        over = true;
        if (connection != null) {
            connection.drop();
            connection = null;
        }
        device.settle(why);
        callbacks.fail(ready, why);
        api.release(this);
        callbacks.close();
        lane.close();
    }

    private void renewTokenBefore(Instant end, FeedConnection mine, AccessToken old) {
        Duration wait = Duration.between(api.clock().instant(), end.minus(RENEW_BEFORE));
        lane.after(wait.isNegative() ? Duration.ZERO : wait, () -> {
            if (connection == mine) {
                api.tokens().insteadOf(old).thenAccept(fresh -> lane.run(() -> renewToken(fresh, mine)));
            }
        });
    }

    private void renewToken(AccessToken fresh, FeedConnection mine) {
        if (connection != mine) {
            return;
        }
        ObjectNode frame = Json.object().put("type", "token").put("token", fresh.value());
        voice.ask(frame).whenComplete((ok, refused) -> {
            if (refused == null) {
                Json.instant(ok, "expiresAt").ifPresent(end -> renewTokenBefore(end, mine, fresh));
            }
        });
    }

    private void renewPublication(FeedConnection mine) {
        if (connection == mine) {
            device.sayAgain();
            lane.after(FeedDevice.RENEWED_EVERY, () -> renewPublication(mine));
        }
    }

    private void whileOpen(CompletableFuture<Void> done, Runnable task) {
        boolean taken = lane.run(() -> {
            if (over) {
                done.completeExceptionally(closed());
            } else {
                task.run();
            }
        });
        if (!taken) {
            done.completeExceptionally(closed());
        }
    }

    private static PresenceClientException closed() {
        return PresenceClientException.local("closed", "the feed was closed", null);
    }

    /** Speaks through whichever connection there is. */
    private final class Voice implements FeedVoice {
        @Override
        public boolean isLive() {
            return connection != null && connection.isLive();
        }

        @Override
        public void say(ObjectNode frame) {
            if (connection != null) {
                connection.say(frame);
            }
        }

        @Override
        public CompletableFuture<JsonNode> ask(ObjectNode frame) {
            return connection == null ? CompletableFuture.failedFuture(FeedReplies.cutOff()) : connection.ask(frame);
        }
    }

    /** Hears from the current connection only: one that was dropped is silent. */
    private final class OfConnection implements FeedConnection.Owner {
        @Override
        public void welcomed(JsonNode frame) {
            FeedConnection mine = connection;
            if (mine == null) {
                return;
            }
            cursor = Json.text(frame, "cursor").orElse(cursor);
            tokenWasRenewed = false;
            callbacks.call(listener::onConnected);
            callbacks.call(() -> ready.complete(null));
            watches.stateAll();
            device.sayEverything();
            lane.after(FeedDevice.RENEWED_EVERY, () -> renewPublication(mine));
            Json.instant(frame, "expiresAt").ifPresent(end -> renewTokenBefore(end, mine, mine.token()));
        }

        @Override
        public void received(String type, JsonNode frame) {
            switch (type) {
                case "snapshot", "delta" -> watches.state(frame);
                case "presence" -> watches.presence(frame);
                case "withdrawn" -> watches.withdrawn(frame);
                case "message" -> {
                    if (seen.isNew(frame.path("id").asText())) {
                        callbacks.call(() -> listener.onMessage(PeopleJson.message(frame)));
                    }
                }
                case "typing" -> {
                    boolean composing = frame.path("state").asText().equals("composing");
                    callbacks.call(() -> listener.onTyping(frame.path("from").asText(), composing));
                }
                default -> {} // "closing" comes before a close, which tells enough; others are newer than we are
            }
            cursor = Json.text(frame, "cursor").orElse(cursor); // not before: what failed is told again after a cut
        }

        @Override
        public void lost(String why) {
            cut(why);
            connectAgain();
        }

        /** Asks for another token once; a second refusal in a row is the end. */
        @Override
        public void tokenRefused(Problem problem) {
            AccessToken refused = cut(problem.text());
            if (tokenWasRenewed || refused == null) {
                end(problem);
                return;
            }
            tokenWasRenewed = true;
            api.tokens()
                    .insteadOf(refused)
                    .whenComplete((fresh, failure) -> lane.run(() -> {
                        if (over) {
                            return;
                        }
                        if (failure == null) {
                            connectAgain();
                        } else if (ApiClient.unwrapped(failure).type().equals("urn:pawn:sdk:no-other-token")) {
                            end(problem);
                        } else {
                            tokenWasRenewed = false;
                            noToken(ApiClient.unwrapped(failure));
                        }
                    }));
        }

        @Override
        public void hopeless(Problem problem) {
            cut(problem.text());
            end(problem);
        }
    }
}
