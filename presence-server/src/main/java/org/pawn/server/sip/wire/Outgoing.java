package org.pawn.server.sip.wire;

import java.util.function.Consumer;

/** Requests of our own and those that go on, each in a transaction with a branch of its own. Thread-safe. */
final class Outgoing {
    private final Workers senders; // callers may be on a lane, which a crowd must not hold up
    private final WayOut out;
    private final Connections connections;
    private final ClientTransactions asked;
    private final InviteClients inviting;
    private final Tokens tokens;

    Outgoing(
            Workers senders,
            WayOut out,
            Connections connections,
            ClientTransactions asked,
            InviteClients inviting,
            Tokens tokens) {
        this.senders = senders;
        this.out = out;
        this.connections = connections;
        this.asked = asked;
        this.inviting = inviting;
        this.tokens = tokens;
    }

    void send(SipOutbound request, Consumer<SipAnswer> whenDone) {
        if (!execute(request.target(), () -> sendNow(request, whenDone))) {
            whenDone.accept(SipAnswer.of(SipAnswer.NOT_SENT));
        }
    }

    private void sendNow(SipOutbound request, Consumer<SipAnswer> whenDone) {
        SipPeer target = request.target();
        String branch = freshBranch();
        byte[] bytes = MessageWriter.request(request, via(target, branch));
        asked.ask(branch, request.method(), target, bytes, answer -> done(target, answer, whenDone));
    }

    private void done(SipPeer target, SipRelayed answer, Consumer<SipAnswer> whenDone) {
        if (answer.isProvisional()) {
            return;
        }
        if (answer.status() == SipAnswer.TIMED_OUT) {
            connections.find(target).ifPresent(Connection::close); // it is only half open
        }
        whenDone.accept(SipAnswer.of(answer));
    }

    Forwarded forward(SipForward request, Consumer<SipRelayed> answers) {
        String branch = freshBranch() + request.mark();
        DeferredCancel sent = new DeferredCancel();
        boolean accepted = execute(request.target(), () -> {
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

    void forwardAck(SipForward ack) {
        execute(
                ack.target(),
                () -> out.write(
                        ack.target(), MessageWriter.forward(ack, via(ack.target(), freshBranch() + ack.mark()))));
    }

    /** What goes down a connection is only queued there. */
    private boolean execute(SipPeer target, Runnable sending) {
        return senders.execute(target, sending);
    }

    private String freshBranch() {
        return "z9hG4bK" + tokens.next();
    }

    private String via(SipPeer target, String branch) {
        return "SIP/2.0/" + target.transport() + " " + out.addressFor(target) + ";branch=" + branch + ";rport";
    }
}
