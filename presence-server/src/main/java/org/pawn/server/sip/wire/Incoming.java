package org.pawn.server.sip.wire;

import java.util.Optional;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a message that came in is, and who handles it: an answer goes to the request it belongs to, a retransmission gets
 * its answer again, all else goes up. On the thread that read the message; thread-safe.
 */
final class Incoming {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
    private static final int BUSY_SECONDS = 10;

    private final boolean keepAllTransactions;
    private final Timers timers;
    private final SipReceiver receiver;
    private final Connections connections;
    private final WayOut out;
    private final Answers answers;
    private final ServerTransactions served;
    private final InviteServers invited;
    private final ClientTransactions asked;
    private final InviteClients inviting;
    private final Grammar grammar = new Grammar();

    Incoming(
            WireConfig config,
            Timers timers,
            SipReceiver receiver,
            Connections connections,
            WayOut out,
            Answers answers,
            ServerTransactions served,
            InviteServers invited,
            ClientTransactions asked,
            InviteClients inviting) {
        this.keepAllTransactions = config.keepAllTransactions();
        this.timers = timers;
        this.receiver = receiver;
        this.connections = connections;
        this.out = out;
        this.answers = answers;
        this.served = served;
        this.invited = invited;
        this.asked = asked;
        this.inviting = inviting;
    }

    /** Never throws, whatever the bytes are. */
    void handle(SipPeer peer, byte[] bytes) {
        handle(peer, bytes, Optional.empty());
    }

    /** The same for what ends a stream, and is answered with why it does. */
    void broken(SipPeer peer, byte[] bytes, MalformedMessage why) {
        handle(peer, bytes, Optional.of(why));
    }

    private void handle(SipPeer peer, byte[] bytes, Optional<MalformedMessage> why) {
        try {
            read(peer, bytes);
        } catch (MalformedMessage malformed) {
            refuse(
                    peer,
                    why.map(known -> new MalformedMessage(known.status(), known.reason(), malformed.salvaged()))
                            .orElse(malformed));
        } catch (OutOfMemoryError fatal) {
            throw fatal; // ends the process: never a half-dead listener
        } catch (Throwable failure) { // nothing that a peer sends may stop a thread
            LOG.error("a message from a SIP peer could not be handled", failure);
        }
    }

    private void read(SipPeer peer, byte[] bytes) throws MalformedMessage {
        AnswerHead head = AnswerHead.isAnswer(bytes) ? AnswerHead.read(bytes) : null;
        if (head != null && asked.answered(peer, head)) {
            return;
        }
        MessageScanner.Message message = MessageScanner.scan(bytes, peer);
        if (message instanceof MessageScanner.Message.Response response) {
            answered(peer, response.relayed());
        } else if (message instanceof MessageScanner.Message.Request request) {
            if (!request.usual()) {
                grammar.check(bytes, request.request().headers());
            }
            request(request.request());
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
        answers.once(request, via, Optional.empty()).answer(response);
        meant.ifPresent(InviteServers.Transaction::cancel);
    }

    private void invite(SipRequest request, Via via) {
        SipResponder stateless = answers.once(request, via, Optional.empty());
        if (!deservesTransaction(request)) {
            receive(request, stateless);
        } else if (invited.isFull()) {
            stateless.answer(SipResponse.of(503, "Service Unavailable").with("Retry-After", BUSY_SECONDS));
        } else {
            invited.begin(request, via, bytes -> out.answer(request.peer(), via, bytes))
                    .ifPresent(fresh -> receive(request, answers.within(request, via, fresh)));
        }
    }

    private void other(SipRequest request, Via via) {
        Optional<ServerTransactions.Transaction> transaction = Optional.empty();
        if (!request.peer().transport().isStream() && deservesTransaction(request)) {
            ServerTransactions.Match match = served.match(request, via);
            transaction = match.fresh();
            if (match.merged()) {
                answers.once(request, via, transaction).answer(SipResponse.of(482, "Merged Request"));
                return;
            } else if (transaction.isEmpty()) {
                match.replay().ifPresent(bytes -> out.answer(request.peer(), via, bytes));
                return;
            }
        }
        LateAnswer answer =
                new LateAnswer(answers.once(request, via, transaction), answers.once(request, via, Optional.empty()));
        receive(request, answer);
        answer.watch(timers);
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
        return keepAllTransactions
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
        malformed.salvaged().ifPresent(headers -> answers.refuse(peer, malformed, headers));
    }
}
