package org.pawn.server.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.pawn.messaging.Alert;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageRoute;
import org.pawn.messaging.MessageService;
import org.pawn.registration.Binding;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipOutbound;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.server.sip.wire.Tokens;
import org.pawn.time.Timers;

/**
 * Messages to every registered SIP device (RFC 3428 section 8), each over the flow that it registered by. A phone cannot
 * be told to keep quiet: what must not ring is left for later.
 */
final class SipMessageRoute implements MessageRoute {
    /** Shorter than the sender's own patience (32 s), so that a dead phone means "kept", not "failed". */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final RegistrationService registrations;
    private final MessageService messages;
    private final SipTransport transport;
    private final Timers timers;
    private final Tokens tokens;
    private final SipDate date = new SipDate();

    SipMessageRoute(SipServices services, SipTransport transport) {
        this.registrations = services.registrations();
        this.messages = services.messages();
        this.transport = transport;
        this.timers = services.timers();
        this.tokens = new Tokens(services.random());
    }

    @Override
    public CompletableFuture<Boolean> deliver(InstantMessage message, Alert alert) {
        List<SipOutbound> requests = new ArrayList<>();
        if (alert != Alert.SILENT) {
            for (Binding binding : registrations.devices(message.to())) {
                SipPeer.ofFlow(binding.flow()).ifPresent(peer -> requests.add(request(message, binding, peer)));
            }
        }
        if (requests.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        timers.after(PATIENCE, () -> taken.complete(false)); // before a device can have it
        AtomicInteger open = new AtomicInteger(requests.size());
        for (SipOutbound request : requests) {
            transport.send(request, answer -> {
                if (answer.isSuccess()) {
                    if (!taken.complete(true) && !taken.join()) {
                        messages.takenLate(message);
                    }
                } else if (open.decrementAndGet() == 0) {
                    taken.complete(false);
                }
            });
        }
        return taken;
    }

    private SipOutbound request(InstantMessage message, Binding binding, SipPeer peer) {
        List<SipHeader> headers = new ArrayList<>();
        binding.path().forEach(proxy -> headers.add(new SipHeader("Route", proxy)));
        headers.addAll(List.of(
                new SipHeader("From", "<" + message.from().sipUri() + ">;tag=" + tokens.next()),
                new SipHeader("To", "<" + message.to().sipUri() + ">"),
                new SipHeader("Call-ID", tokens.next()),
                new SipHeader("CSeq", "1 MESSAGE"),
                new SipHeader("Date", date.of(message.sentAt())),
                new SipHeader("Content-Type", message.contentType())));
        return new SipOutbound("MESSAGE", binding.contact(), headers, message.body(), peer);
    }
}
