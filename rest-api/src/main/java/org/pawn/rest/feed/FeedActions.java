package org.pawn.rest.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;
import org.pawn.rest.http.Problems;
import org.pawn.rest.http.WireJson;
import org.pawn.rest.presence.QueryRequest;

/** What the frames of a client who said hello do. Frames come one at a time. */
final class FeedActions {
    private final FeedParts parts;
    private final FeedWatches watches;
    private final FeedDevice device;
    private final FollowedWatches followed;
    private final QueryWatches queries;

    FeedActions(FeedParts parts, FeedMemory memory, FeedWatches watches, FollowedWatches followed) {
        this.parts = parts;
        this.watches = watches;
        this.followed = followed;
        this.queries = new QueryWatches(
                parts.services().queries(), watches, parts.config().maxQueries());
        this.device = new FeedDevice(parts.services().presence(), parts.time(), memory.id());
    }

    /** Done with the answer to a frame that carried a ref. Refuses by throwing or by failing the future. */
    CompletableFuture<ObjectNode> handle(Caller caller, ClientFrame frame) {
        if (frame instanceof ClientFrame.Watch watch) {
            return done(watch(caller, watch));
        } else if (frame instanceof ClientFrame.Unwatch unwatch) {
            followed.forget(unwatch.id());
            queries.forget(unwatch.id());
            watches.end(unwatch.id());
            return CompletableFuture.completedFuture(ServerFrames.ok(""));
        } else if (frame instanceof ClientFrame.Publish publish) {
            return publish(caller, publish);
        } else if (frame instanceof ClientFrame.Active) {
            return done(device.active(caller));
        } else if (frame instanceof ClientFrame.Idle idle) {
            return done(device.idle(caller, idle.since()));
        } else if (frame instanceof ClientFrame.Message message) {
            return send(caller, message);
        } else if (frame instanceof ClientFrame.Typing typing) {
            typing(caller, typing);
            return CompletableFuture.completedFuture(ServerFrames.ok(""));
        } else if (frame instanceof ClientFrame.Hello) {
            throw new Refusal.Conflict("Hello was said already.");
        }
        throw new Refusal.NotSupported("This frame is not known here.");
    }

    /** Whether messages may come this way: a page that only looks on must not swallow them. */
    boolean isDevice() {
        return device.isLive();
    }

    void lost(Caller caller) {
        queries.close();
        device.lost(caller);
    }

    private CompletableFuture<ObjectNode> publish(Caller caller, ClientFrame.Publish frame) {
        boolean isNew = !device.isLive();
        return device.publish(caller, frame).thenApply(until -> {
            ObjectNode ok = ServerFrames.ok("");
            until.ifPresent(instant -> ok.put("expiresAt", instant.toString()));
            if (isNew && until.isPresent() && caller.has(Scope.MESSAGE)) {
                caller.person().ifPresent(parts.services().messages()::deliverWaiting);
            }
            return ok;
        });
    }

    private CompletableFuture<?> watch(Caller caller, ClientFrame.Watch frame) {
        caller.require(Scope.PRESENCE_READ);
        Input.value("id", () -> requireId(frame.id()));
        if (frame.add().isPresent() || frame.remove().isPresent()) {
            return change(frame);
        }
        boolean selects = frame.addresses().isPresent()
                || frame.contacts().isPresent()
                || frame.group().isPresent()
                || frame.query().isPresent();
        if (!selects && frame.mute().isPresent()) {
            return watches.mute(frame.id(), frame.mute().get());
        }
        return select(caller, frame, frame.mute().orElse(false));
    }

    private CompletableFuture<?> change(ClientFrame.Watch frame) {
        if (followed.follows(frame.id()) || queries.follows(frame.id())) {
            throw new Refusal.Conflict("This watch follows a list or a query: change that.");
        }
        List<FeedWatches.Wanted> add = wanted(frame.add().orElse(List.of()));
        List<AddressOfRecord> remove = wanted(frame.remove().orElse(List.of())).stream()
                .flatMap(one -> one.person().stream())
                .toList();
        CompletableFuture<Void> muted = frame.mute()
                .map(mute -> watches.mute(frame.id(), mute))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        return muted.thenCompose(done -> watches.change(frame.id(), add, remove));
    }

    /** Nothing is changed by a selection that is refused. */
    private CompletableFuture<?> select(Caller caller, ClientFrame.Watch frame, boolean muted) {
        String id = frame.id();
        if (frame.query().isPresent()) {
            QueryRequest asked =
                    WireJson.read(frame.query().get(), QueryRequest.class); // a condition counts or is refused
            QueryWatch query = queries.open(caller, id, asked.query());
            followed.forget(id);
            return queries.begin(query, muted);
        }
        CompletableFuture<?> told;
        if (frame.contacts().isPresent()) {
            told = followed.contacts(caller, id, muted);
        } else if (frame.group().isPresent()) {
            told = followed.group(caller, id, muted, frame.group().get());
        } else {
            List<FeedWatches.Wanted> wanted =
                    wanted(frame.addresses().orElseThrow(() -> new Refusal.Invalid("addresses", "Say whom to watch.")));
            followed.forget(id);
            told = watches.set(id, muted, wanted);
        }
        queries.forget(id);
        return told;
    }

    private CompletableFuture<ObjectNode> send(Caller caller, ClientFrame.Message frame) {
        AddressOfRecord from =
                caller.person().orElseThrow(() -> new Refusal.Forbidden("This token speaks for no person."));
        AddressOfRecord to = Input.address(parts.services().directory(), "to", frame.to());
        String id = UUID.randomUUID().toString();
        InstantMessage message = Input.value(
                "text",
                () -> InstantMessage.text(
                        id, from, to, frame.text(), parts.time().now()));
        return parts.services()
                .messages()
                .send(caller, message)
                .thenApply(outcome -> ServerFrames.ok("")
                        .put("id", id)
                        .put("state", outcome == MessageService.Outcome.DELIVERED ? "delivered" : "waiting"));
    }

    private void typing(Caller caller, ClientFrame.Typing frame) {
        caller.require(Scope.MESSAGE);
        AddressOfRecord from =
                caller.person().orElseThrow(() -> new Refusal.Forbidden("This token speaks for no person."));
        AddressOfRecord to = Input.address(parts.services().directory(), "to", frame.to());
        parts.services().policy().level(caller, to);
        if (!frame.state().equals("composing") && !frame.state().equals("idle")) {
            throw new Refusal.Invalid("state", "Typing is composing or idle.");
        }
        parts.registry().of(to).stream()
                .filter(FeedConnection::takesMessages)
                .forEach(connection -> connection.typing(from, frame.state()));
    }

    private List<FeedWatches.Wanted> wanted(List<String> addresses) {
        List<FeedWatches.Wanted> wanted = new ArrayList<>(addresses.size());
        for (String requested : addresses) {
            try {
                AddressOfRecord person = Input.address(parts.services().directory(), "address", requested);
                wanted.add(new FeedWatches.Wanted(requested, Optional.of(person), Optional.empty()));
            } catch (Refusal refused) { // one broken address does not spoil the watch
                wanted.add(new FeedWatches.Wanted(requested, Optional.empty(), Optional.of(Problems.of(refused))));
            }
        }
        return wanted;
    }

    private static String requireId(String id) {
        if (id.isEmpty() || id.length() > 64) {
            throw new IllegalArgumentException("a watch's id has 1 to 64 characters");
        }
        return id;
    }

    private static CompletableFuture<ObjectNode> done(CompletableFuture<?> work) {
        return work.thenApply(result -> ServerFrames.ok(""));
    }
}
