package org.pawn.rest.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ContactList;
import org.pawn.messaging.InstantMessage;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Problem;
import org.pawn.rest.http.ProblemException;
import org.pawn.rest.http.ProblemType;
import org.pawn.rest.http.Problems;
import org.pawn.time.Timers;

/**
 * One open feed: who it speaks for, and what each frame does. Frames are handled one after the other; the transport asks
 * for the next when the future of the last is done.
 */
final class FeedConnection {
    static final int GOING_AWAY = 1001;
    static final int TRY_AGAIN = 1013;
    static final int BAD_FRAME = 4400;
    static final int TOKEN_EXPIRED = 4401;
    static final int REFUSED = 4403;
    static final int NO_HELLO = 4408;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    /** The transport: what a connection needs of a WebSocket. */
    interface Transport extends FeedOutbox.Wire {
        void ping();

        void close(int code, String reason);

        /** Drops the connection without a word. */
        void abort();

        /** From here on frames may be large: the peer is known. */
        void trust();
    }

    /** What the upgrade request said, kept since the request itself is recycled. */
    record Upgrade(Optional<Token> token, String origin) {}

    /** Who is there, once hello was said. */
    private record Session(FeedMemory memory, FeedWatches watches, FollowedWatches followed, FeedActions actions) {}

    private final FeedParts parts;
    private final Transport transport;
    private final Upgrade upgrade;
    private final FeedOutbox outbox;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Object ending = new Object();
    private volatile @Nullable Session session;
    private volatile @Nullable Token token;
    private volatile @Nullable Caller caller;
    private volatile long heardNanos;
    private Timers.@Nullable Timer expiry; // guarded by this

    FeedConnection(FeedParts parts, Transport transport, Upgrade upgrade) {
        this.parts = parts;
        this.transport = transport;
        this.upgrade = upgrade;
        this.outbox = new FeedOutbox(
                transport,
                parts.writers(),
                parts.time(),
                parts.config().maxQueuedBytes(),
                this::presenceFrame,
                () -> close(ProblemType.TOO_MANY_REQUESTS, "This client reads too slowly.", TRY_AGAIN));
    }

    void opened() {
        heard();
        parts.registry().add(this);
        parts.timers().after(parts.config().helloWithin(), this::requireHello);
        parts.timers().after(parts.config().pingEvery(), this::watchLiveness);
    }

    /** Anything came from the peer, a pong too. */
    void heard() {
        heardNanos = parts.time().nanos();
    }

    /** One text frame; the future is done when the next may come, and never fails. */
    CompletableFuture<Void> received(String text) {
        heard();
        if (closing.get()) {
            return CompletableFuture.completedFuture(null);
        }
        ClientFrame frame;
        try {
            frame = ClientFrame.read(text);
        } catch (Refusal broken) { // a frame that is none ends the feed
            close(ProblemType.INVALID_REQUEST, broken.getMessage(), BAD_FRAME);
            return CompletableFuture.completedFuture(null);
        }
        return handle(frame).handle((answer, thrown) -> {
            frame.ref().ifPresent(ref -> answer(ref, answer, thrown));
            return null;
        });
    }

    /** Handles a frame; what is refused fails the future. */
    private CompletableFuture<ObjectNode> handle(ClientFrame frame) {
        try {
            Session open = session;
            if (open == null) {
                hello(frame instanceof ClientFrame.Hello hello ? hello : implicitHello());
                open = session;
                if (open == null || frame instanceof ClientFrame.Hello) {
                    return CompletableFuture.completedFuture(ServerFrames.ok(""));
                }
            }
            if (frame instanceof ClientFrame.Token renewal) {
                return CompletableFuture.completedFuture(renew(renewal.token()));
            }
            return open.actions().handle(caller(), frame);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private void answer(String ref, @Nullable ObjectNode answer, @Nullable Throwable thrown) {
        if (thrown != null || answer == null) {
            outbox.add(ServerFrames.error(ref, Problems.of(thrown == null ? new IllegalStateException() : thrown)));
        } else {
            outbox.add(ServerFrames.text(answer.put("ref", ref)));
        }
    }

    private ClientFrame.Hello implicitHello() {
        if (upgrade.token().isEmpty()) {
            close(ProblemType.INVALID_REQUEST, "The first frame is hello.", BAD_FRAME);
        }
        return new ClientFrame.Hello(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void hello(ClientFrame.Hello hello) {
        if (closing.get()) {
            return;
        }
        Optional<Token> given = hello.token().isPresent()
                ? hello.token().flatMap(parts.services().access()::find)
                : upgrade.token()
                        .filter(held ->
                                !parts.services().access().remaining(held).isZero());
        if (given.isEmpty()) {
            close(ProblemType.UNAUTHENTICATED, "This token is not valid.", REFUSED);
            return;
        }
        if (!parts.origins().allows(given.get(), upgrade.origin())) {
            close(ProblemType.ORIGIN_REFUSED, "This token is not for pages of this origin.", REFUSED);
            return;
        }
        transport.trust();
        begin(given.get(), hello.resume());
    }

    private void begin(Token accepted, Optional<String> cursor) {
        Caller who = parts.services().access().caller(accepted);
        Optional<FeedMemory> resumed = cursor.flatMap(at -> resume(at, who));
        FeedMemory memory = resumed.orElseGet(() -> parts.memories().fresh(who));
        FeedWatches watches = new FeedWatches(who, parts, memory, outbox);
        caller = who;
        FollowedWatches followed = new FollowedWatches(parts.services(), watches);
        session = new Session(memory, watches, followed, new FeedActions(parts, memory, watches, followed));
        parts.registry().signedIn(this, memory.id(), who.person());
        outbox.add(ServerFrames.welcome(memory.cursor(), resumed.isPresent(), accepted.expiresAt()));
        resumed.ifPresent(before -> before.unconfirmed().forEach(message -> outbox.add(item(message, true))));
        accept(accepted);
        if (closing.get()) {
            ended(); // it closed while we began
        }
    }

    /** A client that comes back before we saw it go takes its feed with it. */
    private Optional<FeedMemory> resume(String cursor, Caller who) {
        int dot = cursor.lastIndexOf('.');
        if (dot > 0) {
            parts.registry()
                    .feed(cursor.substring(0, dot))
                    .filter(before -> before != this && before.isOf(who))
                    .ifPresent(before -> {
                        before.ended();
                        before.transport.abort();
                    });
        }
        return parts.memories().take(cursor, who);
    }

    private boolean isOf(Caller who) {
        Session open = session;
        return open != null && open.memory().isOf(who);
    }

    private ObjectNode renew(String secret) {
        Token fresh = parts.services()
                .access()
                .find(secret)
                .orElseThrow(() -> new ProblemException(ProblemType.UNAUTHENTICATED, "This token is not valid."));
        Caller who = parts.services().access().caller(fresh);
        boolean may = isOf(who) && who.scopes().containsAll(caller().scopes()); // its watches go on
        if (!may || !parts.origins().allows(fresh, upgrade.origin())) {
            throw new Refusal.Forbidden("A feed is renewed with a token of the same caller.");
        }
        caller = who;
        accept(fresh);
        return ServerFrames.ok("").put("expiresAt", fresh.expiresAt().toString());
    }

    private synchronized void accept(Token fresh) {
        token = fresh;
        if (expiry != null) {
            expiry.cancel();
        }
        expiry = parts.timers()
                .after(
                        parts.services().access().remaining(fresh),
                        () -> close(ProblemType.TOKEN_EXPIRED, "The token has expired.", TOKEN_EXPIRED));
        if (parts.services().access().remaining(fresh).isZero()) {
            revoked(fresh.id()); // it was revoked while we looked
        }
    }

    /** That token was revoked: the feed ends if it is its own. */
    void revoked(String tokenId) {
        Token held = token;
        if (held != null && held.id().equals(tokenId)) {
            close(ProblemType.TOKEN_REVOKED, "The token was revoked.", REFUSED);
        }
    }

    /** Whether this connection takes messages for its person: it published, and its token may. */
    boolean takesMessages() {
        Session open = session;
        Caller who = caller;
        return open != null
                && who != null
                && who.has(Scope.MESSAGE)
                && open.actions().isDevice()
                && !closing.get();
    }

    /** Done with true once the network has it. */
    CompletableFuture<Boolean> deliver(InstantMessage message, boolean alert) {
        MessageItem item = item(message, alert);
        outbox.add(item);
        return item.taken();
    }

    void typing(AddressOfRecord from, String state) {
        outbox.add(ServerFrames.typing(from, state));
    }

    void contactsChanged(ContactList list) {
        Session open = session;
        if (open != null) {
            open.followed().contactsChanged(list);
        }
    }

    void groupChanged(String group) {
        Session open = session;
        if (open != null) {
            open.followed().groupChanged(group);
        }
    }

    void close(ProblemType type, String detail, int code) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        outbox.end(Optional.of(new ClosingItem(
                ServerFrames.closing(Problem.of(type, detail)), () -> transport.close(code, type.title()))));
        parts.timers().after(CLOSE_WITHIN, () -> {
            if (!gone.get()) {
                transport.abort(); // it does not even take a close
            }
        });
    }

    /** The connection is gone, however it went; once this returns, the feed can be resumed. */
    void ended() {
        closing.set(true);
        outbox.end(Optional.empty());
        synchronized (ending) {
            if (!gone.getAndSet(true)) {
                leave();
            }
        }
    }

    private void leave() {
        Session open = session;
        Caller who = caller;
        synchronized (this) {
            if (expiry != null) {
                expiry.cancel();
            }
        }
        if (open != null && who != null) {
            open.watches().close();
            open.actions().lost(who);
            parts.memories().keep(open.memory());
        }
        // last: whoever comes back finds the feed there, and waits for this, or finds it kept
        parts.registry()
                .remove(
                        this,
                        Optional.ofNullable(open).map(one -> one.memory().id()),
                        Optional.ofNullable(who).flatMap(Caller::person));
    }

    private Optional<String> presenceFrame(AddressOfRecord person) {
        Session open = session;
        return open == null ? Optional.empty() : open.watches().frame(person);
    }

    private MessageItem item(InstantMessage message, boolean alert) {
        return new MessageItem(
                message, alert, java.util.Objects.requireNonNull(session).memory());
    }

    private Caller caller() {
        return java.util.Objects.requireNonNull(caller, "before hello");
    }

    private void requireHello() {
        if (session == null) {
            close(ProblemType.TIME_OUT, "No hello came.", NO_HELLO);
        }
    }

    private void watchLiveness() {
        if (gone.get()) {
            return;
        }
        boolean silent =
                parts.time().nanos() - heardNanos >= parts.config().deadAfter().toNanos();
        boolean stuck = outbox.writingNanos() >= parts.config().writeWithin().toNanos();
        if (silent || stuck) {
            transport.abort();
            ended();
            return;
        }
        parts.writers().execute(transport::ping);
        parts.timers().after(parts.config().pingEvery(), this::watchLiveness);
    }
}
