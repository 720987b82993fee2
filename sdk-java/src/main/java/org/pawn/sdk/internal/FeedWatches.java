package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.Problem;

/** The watches of one feed: states them, and hands what the server tells to their listeners. The feed's lane only. */
final class FeedWatches {
    private static final Problem GONE =
            new Problem("urn:pawn:sdk:gone", "gone", 0, Optional.of("no longer part of this watch"), Map.of());

    private final Map<String, WatchState> watches = new LinkedHashMap<>();
    private final FeedVoice voice;
    private final Callbacks callbacks;

    FeedWatches(FeedVoice voice, Callbacks callbacks) {
        this.voice = voice;
        this.callbacks = callbacks;
    }

    void add(WatchState watch) {
        watches.put(watch.id, watch);
        ask(watch, watch.statement());
    }

    void change(WatchState watch, List<ObjectNode> frames) {
        if (watches.containsKey(watch.id)) {
            ask(watch, frames);
        }
    }

    void remove(WatchState watch) {
        if (watches.remove(watch.id) != null) {
            watch.end();
            voice.say(Json.object().put("type", "unwatch").put("id", watch.id));
        }
    }

    void stateAll() {
        watches.values().forEach(watch -> ask(watch, watch.statement()));
    }

    /** A snapshot or a delta. */
    void state(JsonNode frame) {
        WatchState watch = watches.get(frame.path("id").asText());
        if (watch == null) {
            return; // it was ended while this was under way
        }
        watch.toldPart(frame.path("type").asText().equals("snapshot"));
        frame.path("removed").forEach(each -> left(watch, each.asText()));
        frame.path("presence").forEach(each -> tell(watch, PresenceJson.read(each)));
        frame.path("problems").forEach(each -> {
            String requested = each.path("requested").asText();
            Problem problem = ProblemJson.read(each.path("problem"));
            watch.forget(requested);
            call(watch, () -> watch.listener().onProblem(requested, problem));
        });
        if (!Json.flag(frame, "more") && watch.toldAll()) {
            complete(watch);
        }
    }

    void presence(JsonNode frame) {
        Presence presence = PresenceJson.read(frame.path("presence"));
        List<WatchState> concerned = watches.values().stream()
                .filter(watch -> watch.includes(presence.address()))
                .toList();
        if (concerned.isEmpty()) {
            concerned =
                    watches.values().stream().filter(WatchState::isOpenEnded).toList();
        }
        concerned.forEach(watch -> tell(watch, presence));
    }

    void withdrawn(JsonNode frame) {
        String address = frame.path("address").asText();
        Problem problem = ProblemJson.read(frame.path("problem"));
        watches.values().stream()
                .filter(watch -> watch.includes(address))
                .forEach(watch -> lose(watch, address, problem));
    }

    void cut() {
        for (WatchState watch : watches.values()) {
            watch.staled().forEach(presence -> callbacks.presence(watch, presence));
            if (watch.ready().isDone()) {
                call(watch, () -> watch.listener().onStale());
            }
        }
    }

    void endAll(Problem problem) {
        watches.values().forEach(watch -> end(watch, problem));
        watches.clear();
    }

    /** Without telling anybody but who waits for the start. */
    void closeAll() {
        for (WatchState watch : watches.values()) {
            watch.end();
            callbacks.fail(watch.ready(), PresenceClientException.local("closed", "the feed was closed", null));
        }
        watches.clear();
    }

    private void ask(WatchState watch, List<ObjectNode> frames) {
        if (!voice.isLive()) {
            return; // all of it is stated at the next welcome
        }
        for (ObjectNode frame : frames) {
            voice.ask(frame).whenComplete((ok, refused) -> {
                if (refused instanceof PresenceClientException why && why.answered()) {
                    refused(watch, why.problem());
                }
            });
        }
    }

    /** The server does not want this one. */
    private void refused(WatchState watch, Problem problem) {
        if (watches.remove(watch.id) != null) {
            end(watch, problem);
        }
    }

    private void complete(WatchState watch) {
        for (Presence untold : watch.untold()) {
            if (watch.isWhole()) {
                lose(watch, untold.address(), GONE);
            } else {
                tell(watch, untold.withStale(false));
            }
        }
        call(watch, () -> {
            watch.ready().complete(null);
            watch.listener().onFresh();
        });
    }

    private void tell(WatchState watch, Presence presence) {
        if (watch.told(presence)) {
            callbacks.presence(watch, presence);
        }
    }

    private void lose(WatchState watch, String address, Problem problem) {
        watch.forget(address);
        call(watch, () -> watch.listener().onProblem(address, problem));
    }

    /** Of a watch that follows a list; a person who is in other watches stays there. */
    private void left(WatchState watch, String address) {
        if (watch.left(address)) {
            call(watch, () -> watch.listener().onProblem(address, GONE));
        }
    }

    private void end(WatchState watch, Problem problem) {
        call(watch, () -> {
            watch.end();
            watch.ready().completeExceptionally(PresenceClientException.refused(problem, null, null));
            watch.listener().onEnded(problem);
        });
    }

    private void call(WatchState watch, Runnable callback) {
        callbacks.call(() -> {
            if (!watch.isOver()) {
                callback.run();
            }
        });
    }
}
