package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.DeviceState;
import org.pawn.sdk.PresenceClientException;

/** What this feed says as a device of its owner, and says again after a cut. The feed's lane only. */
final class FeedDevice {
    /** How long a publication lives without us. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** How often to say it again. */
    static final Duration RENEWED_EVERY = LIFE.dividedBy(2);

    private static final Duration BETWEEN_ACTIVES = Duration.ofSeconds(30);

    private final FeedVoice voice;
    private final Callbacks callbacks;
    private final Clock clock;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>(); // for the server to have it
    private @Nullable DeviceState state;
    private @Nullable Instant activeAt;
    private @Nullable Instant idleSince;

    FeedDevice(FeedVoice voice, Callbacks callbacks, Clock clock) {
        this.voice = voice;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    void publish(DeviceState wanted, CompletableFuture<Void> done) {
        state = wanted;
        waiting.add(done);
        sayAgain();
    }

    void withdraw(CompletableFuture<Void> done) {
        state = null;
        settle(PresenceClientException.local("withdrawn", "the publication was withdrawn", null));
        if (!voice.isLive()) {
            callbacks.call(() -> done.complete(null)); // it is not said again, and ends by itself
            return;
        }
        voice.ask(frame("publish").put("availability", "Offline")).whenComplete((ok, refused) -> {
            if (refused == null) {
                callbacks.call(() -> done.complete(null));
            } else {
                callbacks.fail(done, ApiClient.unwrapped(refused));
            }
        });
    }

    /** Says the publication, if there is one and the feed is live. */
    void sayAgain() {
        DeviceState said = state;
        if (said == null || !voice.isLive()) {
            return;
        }
        ObjectNode frame = PresenceJson.said(said.availability(), said.activity(), said.activityText(), said.note());
        frame.put("type", "publish").put("expires", LIFE.toString());
        voice.ask(frame).whenComplete((ok, refused) -> {
            if (refused == null) {
                settle(null);
            } else if (refused instanceof PresenceClientException why && why.answered()) {
                settle(why);
            } // else the feed was cut, and the next welcome has it said again
        });
    }

    /** All that a new connection has to hear. */
    void sayEverything() {
        sayAgain();
        Instant last = idleSince == null ? activeAt : idleSince; // "active" would claim a touch that nobody made
        if (state != null && last != null) {
            voice.say(idleFrame(last));
        }
    }

    /** Says so unless it was said a moment ago, or there is no device yet. */
    void active() {
        Instant now = clock.instant();
        boolean saidJustNow = activeAt != null && activeAt.plus(BETWEEN_ACTIVES).isAfter(now);
        if (idleSince == null && saidJustNow) {
            return;
        }
        activeAt = now;
        idleSince = null;
        if (state != null) {
            voice.say(frame("active"));
        }
    }

    void idle(Instant since) {
        idleSince = since;
        if (state != null) {
            voice.say(idleFrame(since));
        }
    }

    /** Whoever waits gets this; null for done. */
    void settle(@Nullable PresenceClientException failure) {
        List<CompletableFuture<Void>> all = List.copyOf(waiting);
        waiting.clear();
        for (CompletableFuture<Void> each : all) {
            if (failure == null) {
                callbacks.call(() -> each.complete(null));
            } else {
                callbacks.fail(each, failure);
            }
        }
    }

    private static ObjectNode idleFrame(Instant since) {
        return frame("idle").put("since", since.toString());
    }

    private static ObjectNode frame(String type) {
        return Json.object().put("type", type);
    }
}
