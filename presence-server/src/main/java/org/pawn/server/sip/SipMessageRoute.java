package org.pawn.server.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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
import org.pawn.time.Timers;

/**
 * Messages to every registered SIP device (RFC 3428 section 8), each over the flow that it registered by. A phone cannot
 * be told to keep quiet: what must not ring is left for later.
 */
final class SipMessageRoute implements MessageRoute {
    /** Shorter than the sender's own patience (32 s), so that a dead phone means "kept", not "failed". */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** 482: a device that is still at it says so of one that comes again (RFC 3261 section 8.2.2.2). */
    private static final int KNOWN_ALREADY = 482;

    private static final int TOKEN_BYTES = 18;
    private static final int TAG = 12; // half of it

    private final RegistrationService registrations;
    private final MessageService messages;
    private final SipTransport transport;
    private final Timers timers;
    private final SipDate date = new SipDate();

    SipMessageRoute(SipServices services, SipTransport transport) {
        this.registrations = services.registrations();
        this.messages = services.messages();
        this.transport = transport;
        this.timers = services.timers();
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
                if (answer.isSuccess() || answer.status() == KNOWN_ALREADY) {
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
        String name = nameOf(message);
        List<SipHeader> headers = new ArrayList<>();
        binding.path().forEach(proxy -> headers.add(new SipHeader("Route", proxy)));
        headers.addAll(List.of(
                new SipHeader("From", "<" + message.from().sipUri() + ">;tag=" + name.substring(TAG)),
                new SipHeader("To", "<" + message.to().sipUri() + ">"),
                new SipHeader("Call-ID", name),
                new SipHeader("CSeq", "1 MESSAGE"),
                new SipHeader("Date", date.of(message.sentAt())),
                new SipHeader("Content-Type", message.contentType())));
        return new SipOutbound("MESSAGE", binding.contact(), headers, message.body(), peer);
    }

    /**
     * The same each time that a message is tried, after a restart too: a phone that had it, and whose answer was lost, can
     * know it again.
     */
    private static String nameOf(InstantMessage message) {
        String all = String.join(
                "\n",
                message.from().toString(),
                message.to().toString(),
                Long.toString(message.sentAt().toEpochMilli()),
                message.id());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOKEN_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}
