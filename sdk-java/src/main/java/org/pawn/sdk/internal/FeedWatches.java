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
    private final Map<String, WatchTelling> watches = new LinkedHashMap<>();
    private final FeedVoice voice;
    private final Callbacks callbacks;

    FeedWatches(FeedVoice voice, Callbacks callbacks) {
        this.voice = voice;
        this.callbacks = callbacks;
    }

    void add(WatchState watch) {
        watches.put(watch.id, new WatchTelling(watch, callbacks));
        ask(watch, watch.statement());
    }

    void change(WatchState watch, List<ObjectNode> frames) {
        if (watches.containsKey(watch.id)) {
            ask(watch, frames);
        }
    }

    void mute(WatchState watch, boolean muted) {
        WatchTelling telling = watches.get(watch.id);
        if (telling != null && telling.mute(muted)) {
            ask(watch, List.of(watch.muting(muted)));
        }
    }

    void remove(WatchState watch) {
        if (watches.remove(watch.id) != null) {
            watch.end();
            voice.say(Json.object().put("type", "unwatch").put("id", watch.id));
        }
    }

    void stateAll() {
        watches.values().forEach(telling -> ask(telling.watch(), telling.watch().statement()));
    }

    /** A snapshot or a delta. */
    void state(JsonNode frame) {
        WatchTelling telling = watches.get(frame.path("id").asText());
        if (telling == null) {
            return; // it was ended while this was under way
        }
        WatchState watch = telling.watch();
        boolean more = Json.flag(frame, "more");
        watch.toldPart(frame.path("type").asText().equals("snapshot"));
        frame.path("removed").forEach(each -> left(telling, each.asText()));
        frame.path("presence").forEach(each -> tell(telling, PresenceJson.read(each)));
        frame.path("problems").forEach(each -> {
            String requested = each.path("requested").asText();
            Optional<Presence> before = watch.forget(requested);
            telling.gone(requested, before, ProblemJson.read(each.path("problem")));
        });
        boolean reordered = frame.has("order") && watch.ordered(Json.texts(frame, "order"));
        if (frame.has("order")) {
            watch.beyondOrder().forEach(address -> left(telling, address));
        }
        boolean complete = !more && watch.toldAll();
        if (complete) {
            settleUntold(telling);
        }
        if (reordered) {
            telling.order();
        }
        if (complete) {
            telling.fresh();
        }
    }

    /** A change of somebody, in whichever watches they are. */
    void presence(JsonNode frame) {
        Presence presence = PresenceJson.read(frame.path("presence"));
        if (!tellThoseWith(presence)) {
            watches.values().stream()
                    .filter(telling -> telling.watch().isOpenEnded())
                    .forEach(telling -> show(telling, presence));
        }
    }

    void withdrawn(JsonNode frame) {
        String address = frame.path("address").asText();
        Problem problem = ProblemJson.read(frame.path("problem"));
        watches.values().stream()
                .filter(telling -> telling.watch().includes(address)
                        && !telling.watch().isOfQuery()) // there it is told as who left
                .forEach(telling -> telling.gone(address, telling.watch().forget(address), problem));
    }

    void cut() {
        for (WatchTelling telling : watches.values()) {
            telling.watch().presences().stream()
                    .filter(presence -> !presence.stale())
                    .forEach(presence -> show(telling, presence.withStale(true)));
            telling.stale();
        }
    }

    void endAll(Problem problem) {
        watches.values().forEach(telling -> telling.ended(problem));
        watches.clear();
    }

    /** Without telling anybody but who waits for the start. */
    void closeAll() {
        for (WatchTelling telling : watches.values()) {
            telling.watch().end();
            callbacks.fail(
                    telling.watch().ready(), PresenceClientException.local("closed", "the feed was closed", null));
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
        WatchTelling telling = watches.remove(watch.id);
        if (telling != null) {
            telling.ended(problem);
        }
    }

    private void settleUntold(WatchTelling telling) {
        WatchState watch = telling.watch();
        for (Presence untold : watch.untold()) {
            if (watch.isWhole()) {
                if (!watch.isOfAddresses()) {
                    watch.left(untold.address());
                }
                telling.gone(untold.address(), watch.forget(untold.address()), FeedProblems.GONE);
            } else {
                show(telling, untold.withStale(false));
            }
        }
    }

    /** What a watch's own frame says of somebody holds for the others that they are in. */
    private void tell(WatchTelling telling, Presence presence) {
        telling.watch().names(presence.address());
        show(telling, presence);
        tellThoseWith(presence);
    }

    /** Gives whether there are any. */
    private boolean tellThoseWith(Presence presence) {
        List<WatchTelling> concerned = watches.values().stream()
                .filter(telling -> telling.watch().includes(presence.address()))
                .toList();
        concerned.forEach(telling -> show(telling, presence));
        return !concerned.isEmpty();
    }

    private static void show(WatchTelling telling, Presence presence) {
        Optional<Presence> before = telling.watch().told(presence);
        if (!before.equals(Optional.of(presence))) {
            telling.shows(before, presence);
        }
    }

    /** Of a watch that follows a list or a query; a person who is in other watches stays there. */
    private static void left(WatchTelling telling, String address) {
        Optional<Presence> before = telling.watch().forget(address);
        if (telling.watch().left(address)) {
            telling.gone(address, before, FeedProblems.GONE);
        }
    }
}
