package org.pawn.bench;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A device that publishes for its person: busy, away, busy and so on, each time with a mark. One call at a time. */
final class Publisher {
    private final SipClient client;
    private final SipRequests requests;
    private final String user;
    private final int socket;
    private volatile Optional<String> entityTag = Optional.empty();
    private boolean busy;

    Publisher(SipClient client, SipRequests requests, String user, int socket) {
        this.client = client;
        this.requests = requests;
        this.user = user;
        this.socket = socket;
    }

    CompletableFuture<SipMessage> register() {
        return client.ask(socket, requests.register(user, socket));
    }

    /** Publishes; the mark's clock starts just before the request's bytes are given to the kernel. */
    CompletableFuture<Void> publish(Mark mark) {
        busy = !busy;
        SipClient.Request request = requests.publish(user, entityTag, busy, mark.text(), socket);
        mark.sending();
        return client.ask(socket, request).thenAccept(answer -> entityTag = answer.header("SIP-ETag"));
    }
}
