package org.pawn.server.sip.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wire floor as a whole: jain-sip's sockets and grammar below, one {@link SipReceiver} above. A message goes socket,
 * worker, {@link MessageScanner}, transaction, receiver. Thread-safe.
 */
public final class SipWire implements SipTransport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipWire.class);
    private static final int MAX_TRANSACTIONS = 200_000;
    private static final int MAX_INVITES = 20_000;
    private static final int BUSY_SECONDS = 10;
    private static final int BRANCH_BYTES = 12;
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private final WireConfig config;
    private final Timers timers;
    private final SecureRandom random;
    private final SipReceiver receiver;
    private final Workers workers; // read and handle
    private final Workers senders; // write: callers may be on a lane, which must not
    private final Connections connections;
    private final Streams streams = new Streams();
    private final ServerTransactions served;
    private final InviteServers invited;
    private final ClientTransactions asked;
    private final InviteClients inviting;
    private final Listeners listeners;
    private final Grammar grammar;
    private final long tagKey;

    public SipWire(WireConfig config, TimeSource time, Timers timers, SecureRandom random, SipReceiver receiver) {
        this.config = config;
        this.timers = timers;
        this.random = random;
        this.receiver = receiver;
        this.workers = new Workers("worker", config.workers(), config.queuedPerWorker());
        this.senders = new Workers("sender", config.workers(), MAX_TRANSACTIONS);
        this.connections = new Connections(timers, config.unprovedLife(), config.unprovedPerAddress());
        this.served = new ServerTransactions(time, MAX_TRANSACTIONS);
        this.invited = new InviteServers(timers, MAX_INVITES);
        this.asked = new ClientTransactions(timers, this::write, MAX_TRANSACTIONS);
        this.inviting = new InviteClients(timers, this::write, asked, MAX_INVITES);
        this.listeners = new Listeners(config.keys(), time, this::datagram, streams);
        this.grammar = new Grammar(listeners.stack().grammar);
        this.tagKey = random.nextLong();
    }

    /** @throws IOException naming the address and transport that cannot be listened on */
    public void start() throws IOException {
        workers.start();
        senders.start();
        listeners.open(config.plain(), config.tls());
    }

    /** Where UDP and TCP listen. */
    public Optional<InetSocketAddress> plain() {
        return listeners.plain();
    }

    public Optional<InetSocketAddress> tls() {
        return listeners.tls();
    }

    /** Requests of ours that await an answer. */
    public int outstanding() {
        return asked.size();
    }

    /** Live stream connections. */
    public int connectionCount() {
        return connections.size();
    }

    @Override
    public void send(SipOutbound request, Consumer<SipAnswer> whenDone) {
        if (!senders.execute(request.target(), () -> sendNow(request, whenDone))) {
            whenDone.accept(SipAnswer.of(SipAnswer.NOT_SENT));
        }
    }

    private void sendNow(SipOutbound request, Consumer<SipAnswer> whenDone) {
        SipPeer target = request.target();
        String branch = freshBranch();
        byte[] bytes = MessageWriter.request(request, via(target, branch));
        asked.send(branch, request.method(), target, bytes, answer -> {
            if (answer.isProvisional()) {
                return;
            }
            if (answer.status() == SipAnswer.TIMED_OUT) {
                connections.find(target).ifPresent(Connection::close); // it is only half open
            }
            whenDone.accept(SipAnswer.of(answer));
        });
    }

    @Override
    public Forwarded forward(SipForward request, Consumer<SipRelayed> answers) {
        String branch = freshBranch() + request.mark();
        DeferredCancel sent = new DeferredCancel();
        boolean accepted = senders.execute(request.target(), () -> {
            String via = via(request.target(), branch);
            if (request.method().equals("INVITE")) {
                sent.is(inviting.send(request, branch, via, answers));
            } else {
                byte[] bytes = MessageWriter.forward(request, via);
                asked.send(branch, request.method(), request.target(), bytes, answers);
            }
        });
        if (!accepted) {
            answers.accept(SipRelayed.notSent());
        }
        return sent;
    }

    @Override
    public void forwardAck(SipForward ack) {
        senders.execute(
                ack.target(),
                () -> write(ack.target(), MessageWriter.forward(ack, via(ack.target(), freshBranch() + ack.mark()))));
    }

    private String freshBranch() {
        byte[] token = new byte[BRANCH_BYTES];
        random.nextBytes(token);
        return "z9hG4bK" + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private String via(SipPeer target, String branch) {
        return "SIP/2.0/" + target.transport() + " " + addressFor(target) + ";branch=" + branch + ";rport";
    }

    @Override
    public String addressFor(SipPeer peer) {
        return connections.find(peer).map(Connection::reachedAt).orElseGet(() -> listeners.addressFor(peer));
    }

    /**
     * Takes in a connection that carries one message a frame (RFC 7118).
     *
     * @param reachedAt the {@code host:port} by which the client found us
     * @param socket the way to the client, from whoever holds the connection
     * @return where its holder brings what the client says
     */
    public SipFrames connect(SipPeer peer, String reachedAt, SipSocket socket) {
        Connection connection = new Connection(peer, reachedAt, socket, streams);
        streams.opened(connection);
        return new FrameReader(connection, streams);
    }

    @Override
    public void proved(SipPeer peer) {
        connections.proved(peer);
    }

    @Override
    public void close() {
        senders.close(); // what is said already still goes out
        if (connections.size() > 0) {
            LockSupport.parkNanos(FAREWELL.toNanos());
        }
        listeners.close();
        connections.closeAll();
        workers.close();
    }

    private boolean write(SipPeer peer, byte[] bytes) {
        if (peer.transport().isStream()) {
            return connections.find(peer).filter(open -> open.write(bytes)).isPresent();
        }
        listeners.writeDatagram(peer.address(), bytes);
        return true;
    }

    private void datagram(InetSocketAddress from, byte[] bytes) {
        SipPeer peer = new SipPeer(Transport.UDP, from);
        if (bytes.length < 32) {
            return; // a keep-alive, or nothing
        }
        if (!workers.execute(peer, () -> handle(peer, bytes))) {
            LOG.debug("too busy for a datagram");
        }
    }

    /** On a worker. */
    private void handle(SipPeer peer, byte[] bytes) {
        try {
            MessageScanner.Message message = MessageScanner.scan(bytes, peer);
            if (message instanceof MessageScanner.Message.Response response) {
                answered(peer, response.relayed());
            } else if (message instanceof MessageScanner.Message.Request request) {
                if (!request.usual()) {
                    grammar.check(bytes, request.request().headers());
                }
                request(request.request());
            }
        } catch (MalformedMessage malformed) {
            refuse(peer, malformed);
        }
    }

    private void answered(SipPeer peer, SipRelayed answer) {
        String branch;
        try {
            branch = Via.parse(answer.headers().values("via").get(0)).branch();
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return; // it answers nothing
        }
        String[] sequence =
                MessageScanner.BLANKS.split(answer.headers().first("cseq").orElse(""));
        String method = sequence.length == 2 ? sequence[1] : "";
        if (method.equals("INVITE")) {
            inviting.answered(peer, branch, answer);
        } else {
            asked.answered(peer, branch, method, answer);
        }
    }

    private void request(SipRequest request) throws MalformedMessage {
        Via via = topVia(request);
        switch (request.method()) {
            case "ACK" -> {
                if (!invited.acknowledged(request, via)) {
                    receiver.acknowledged(request);
                }
            }
            case "CANCEL" -> cancel(request, via);
            case "INVITE" -> invite(request, via);
            default -> other(request, via);
        }
    }

    /** Answered here, hop by hop (RFC 3261 section 9.2). */
    private void cancel(SipRequest request, Via via) {
        Optional<InviteServers.Transaction> meant = invited.find(request, via);
        SipResponse response =
                meant.isPresent() ? SipResponse.ok() : SipResponse.of(481, "Call/Transaction Does Not Exist");
        new Responder(request, via, Optional.empty()).answer(response);
        meant.ifPresent(InviteServers.Transaction::cancel);
    }

    private void invite(SipRequest request, Via via) {
        InviteServers.Output back =
                bytes -> senders.execute(request.peer(), () -> writeResponse(request.peer(), via, bytes));
        Responder stateless = new Responder(request, via, Optional.empty());
        if (!deservesTransaction(request)) {
            receive(request, stateless);
            return;
        } else if (invited.isFull()) {
            stateless.answer(SipResponse.of(503, "Service Unavailable").with("Retry-After", BUSY_SECONDS));
            return;
        }
        invited.begin(request, via, back).ifPresent(fresh -> receive(request, new InviteResponder(request, fresh)));
    }

    private void other(SipRequest request, Via via) {
        Optional<ServerTransactions.Transaction> transaction = Optional.empty();
        if (!request.peer().transport().isStream() && deservesTransaction(request)) {
            ServerTransactions.Match match = served.match(request, via);
            transaction = match.fresh();
            if (transaction.isEmpty()) {
                match.replay().ifPresent(bytes -> writeResponse(request.peer(), via, bytes));
                return;
            }
        }
        receive(request, new Responder(request, via, transaction));
    }

    private void receive(SipRequest request, SipResponder responder) {
        try {
            receiver.received(request, responder);
        } catch (OutOfMemoryError fatal) {
            throw fatal;
        } catch (Throwable failure) { // nothing that a peer sends may stop a thread
            LOG.error("a {} could not be handled", request.method(), failure);
            responder.answer(SipResponse.of(500, "Server Internal Error"));
        }
    }

    /** Who shows no credentials is only challenged or refused: no memory before that (RFC 3261 section 8.2.7). */
    private boolean deservesTransaction(SipRequest request) {
        return config.keepAllTransactions()
                || request.headers().has("authorization")
                || request.headers().has("proxy-authorization");
    }

    private static Via topVia(SipRequest request) throws MalformedMessage {
        try {
            return Via.parse(request.headers().values("via").get(0));
        } catch (IllegalArgumentException | IndexOutOfBoundsException bad) {
            throw new MalformedMessage(400, "Bad Via", Optional.empty());
        }
    }

    private void refuse(SipPeer peer, MalformedMessage malformed) {
        LOG.debug("a malformed message from {}: {}", peer, malformed.reason());
        if (malformed.salvaged().isEmpty() && peer.transport().isFramed()) {
            connections.find(peer).filter(stranger -> !stranger.isProved()).ifPresent(Connection::close);
        }
        malformed.salvaged().ifPresent(headers -> {
            SipResponse response = SipResponse.of(malformed.status(), malformed.reason());
            byte[] bytes = MessageWriter.response(response, headers, peer, MessageWriter.statelessTag(headers, tagKey));
            write(peer, bytes); // to the very source: its Via may be what is wrong
        });
    }

    private void writeResponse(SipPeer peer, Via via, byte[] bytes) {
        if (peer.transport().isStream()) {
            write(peer, bytes);
        } else {
            listeners.writeDatagram(new InetSocketAddress(peer.address().getAddress(), via.responsePort(peer)), bytes);
        }
    }

    /** Answers one request, once. */
    private final class Responder implements SipResponder {
        private final SipRequest request;
        private final Via via;
        private final Optional<ServerTransactions.Transaction> transaction;

        Responder(SipRequest request, Via via, Optional<ServerTransactions.Transaction> transaction) {
            this.request = request;
            this.via = via;
            this.transaction = transaction;
        }

        @Override
        public void answer(SipResponse response) {
            senders.execute(request.peer(), () -> answerNow(response));
        }

        private void answerNow(SipResponse response) {
            byte[] bytes = MessageWriter.response(
                    response, request.headers(), request.peer(), MessageWriter.statelessTag(request.headers(), tagKey));
            if (transaction.map(open -> open.answered(bytes)).orElse(true)) {
                writeResponse(request.peer(), via, bytes);
            }
            if (response.status() == 401 || response.status() == 407) {
                transaction.ifPresent(ServerTransactions.Transaction::forget);
            }
        }
    }

    /** Answers one INVITE: what is provisional, too. */
    private final class InviteResponder implements SipResponder {
        private final SipRequest request;
        private final InviteServers.Transaction transaction;

        InviteResponder(SipRequest request, InviteServers.Transaction transaction) {
            this.request = request;
            this.transaction = transaction;
        }

        @Override
        public void answer(SipResponse response) {
            byte[] bytes = MessageWriter.response(
                    response, request.headers(), request.peer(), MessageWriter.statelessTag(request.headers(), tagKey));
            transaction.answer(response.status(), bytes);
            if (response.status() == 401 || response.status() == 407) {
                transaction.forget();
            }
        }

        @Override
        public void onCancel(Runnable action) {
            transaction.onCancel(action);
        }
    }

    /** A request that is on its way to being sent, and may be taken back before it was. */
    private static final class DeferredCancel implements Forwarded {
        private @Nullable Forwarded sent; // guarded by this
        private boolean cancelled; // guarded by this

        void is(Forwarded request) {
            boolean now;
            synchronized (this) {
                sent = request;
                now = cancelled;
            }
            if (now) {
                request.cancel();
            }
        }

        @Override
        public void cancel() {
            Forwarded known;
            synchronized (this) {
                cancelled = true;
                known = sent;
            }
            if (known != null) {
                known.cancel();
            }
        }
    }

    /** After what the connection still brought; a full queue only delays it. */
    private void tell(SipPeer gone) {
        if (!workers.execute(gone, () -> receiver.flowLost(gone))) {
            timers.after(Duration.ofSeconds(1), () -> tell(gone));
        }
    }

    /** What the connections bring, on the selector's thread. */
    private final class Streams implements Connection.Owner {
        @Override
        public void opened(Connection connection) {
            connections.opened(connection);
        }

        @Override
        public void message(Connection connection, byte[] bytes, Runnable handled) {
            if (!workers.execute(connection.peer(), () -> handle(connection, bytes, handled))) {
                connection.close();
            }
        }

        private void handle(Connection connection, byte[] bytes, Runnable handled) {
            try {
                SipWire.this.handle(connection.peer(), bytes);
            } finally {
                handled.run();
            }
        }

        @Override
        public void broken(Connection connection, byte[] bytes) {
            workers.execute(connection.peer(), () -> handle(connection, bytes, () -> {}));
            timers.after(FAREWELL, connection::close); // time for the 400 to leave
        }

        @Override
        public void closed(Connection connection) {
            if (connections.closed(connection)) {
                asked.flowLost(connection.peer());
                inviting.flowLost(connection.peer());
                tell(connection.peer());
            }
        }
    }
}
