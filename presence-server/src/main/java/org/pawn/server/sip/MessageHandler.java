package org.pawn.server.sip;

import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.proxy.Gruus;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.time.TimeSource;

/** Page-mode messages (RFC 3428): any content passes untouched, the sender is stamped by us. */
final class MessageHandler implements SipHandler {
    private static final int MAX_ID = 255;

    private final MessageService messages;
    private final LocalAddresses ours;
    private final Gruus gruus;
    private final TimeSource time;

    MessageHandler(SipServices services, LocalAddresses ours, Gruus gruus) {
        this.gruus = gruus;
        this.messages = services.messages();
        this.ours = ours;
        this.time = services.time();
    }

    /**
     * Answers 200 when a device took it and 202 when it waits for one (RFC 3428 section 7). Refuses: another domain
     * (403), nobody (404), no hops left (483), too many waiting (403).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        AddressOfRecord recipient = gruus.owner(request.uri()).orElseGet(() -> ours.target(request));
        if (request.header("max-forwards").filter("0"::equals).isPresent()) {
            return Reply.now(SipResponse.of(483, "Too Many Hops"));
        }
        String contentType = request.header("content-type").orElse("text/plain");
        InstantMessage message = message(request, sender, recipient, contentType);
        return messages.send(sender, message)
                .thenApply(outcome -> Reply.of(
                        switch (outcome) {
                            case DELIVERED -> SipResponse.ok();
                            case KEPT -> SipResponse.of(202, "Accepted");
                        }));
    }

    private InstantMessage message(SipRequest request, Caller sender, AddressOfRecord to, String contentType) {
        AddressOfRecord from = sender.person().orElseThrow(() -> new Refusal.Forbidden("Only people send messages."));
        String id = request.sequence() + "-" + request.callId();
        try {
            return new InstantMessage(
                    id.length() > MAX_ID ? id.substring(0, MAX_ID) : id,
                    from,
                    to,
                    contentType,
                    request.body(),
                    time.now());
        } catch (IllegalArgumentException cannotBe) {
            throw new Refusal.Invalid("Content-Type", "The message's content type is too long.");
        }
    }
}
