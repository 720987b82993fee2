package org.pawn.server.sip;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.message.CpimMessage;
import org.pawn.server.sip.message.ProcessingNotice;
import org.pawn.server.sip.proxy.Gruus;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Page-mode messages (RFC 3428): any content passes untouched, the sender is stamped by us. */
final class MessageHandler implements SipHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MessageHandler.class);
    private static final int MAX_ID = 255;
    private static final int MAX_COMPOSING = 4096;
    private static final int TOKEN_BYTES = 12;

    /** Who sends what we say ourselves. */
    private static final Caller SERVER = new Caller(
            MessageService.SERVER_USER, Optional.empty(), Level.PERSONAL, Set.of(Scope.ADMIN), Optional.empty());

    private final MessageService messages;
    private final LocalAddresses ours;
    private final Gruus gruus;
    private final TimeSource time;
    private final SecureRandom random;
    private final RecentMessages recent;
    private final ListMessages lists;

    MessageHandler(SipServices services, LocalAddresses ours, Gruus gruus) {
        this.messages = services.messages();
        this.ours = ours;
        this.gruus = gruus;
        this.time = services.time();
        this.random = services.random();
        this.recent = new RecentMessages(services.time());
        this.lists = new ListMessages(messages, ours, this::token);
    }

    /**
     * Answers 200 when a device took it and 202 when it waits for one (RFC 3428 section 7), or goes to many (RFC 5365).
     * Refuses: another domain (403), nobody (404), no hops left (483), too many waiting (403), a malformed CPIM (400) or
     * one in another's name (403), a note of typing that is no note (413).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        if (request.header("max-forwards").filter("0"::equals).isPresent()) {
            return Reply.now(SipResponse.of(483, "Too Many Hops"));
        }
        AddressOfRecord from = sender.person().orElseThrow(() -> new Refusal.Forbidden("Only people send messages."));
        String contentType = request.header("content-type").orElse("text/plain");
        String id = request.sequence() + "-" + request.callId();
        String shortId = id.length() > MAX_ID ? id.substring(0, MAX_ID) : id;
        if (Extensions.requires(request, Extensions.MESSAGE_LIST)) {
            return lists.send(request, sender, contentType, (to, type, body) -> message(shortId, from, to, type, body));
        }
        AddressOfRecord recipient = gruus.owner(request.uri()).orElseGet(() -> ours.target(request));
        InstantMessage message = message(shortId, from, recipient, contentType, request.body());
        Optional<CpimMessage> cpim = cpim(message);
        return recent.once(message, () -> messages.send(sender, message))
                .thenApply(outcome -> new Reply(answer(outcome), () -> notice(message, cpim, outcome)));
    }

    private static SipResponse answer(MessageService.Outcome outcome) {
        return switch (outcome) {
            case DELIVERED -> SipResponse.ok();
            case KEPT -> SipResponse.of(202, "Accepted");
        };
    }

    private InstantMessage message(
            String id, AddressOfRecord from, AddressOfRecord to, String contentType, byte[] body) {
        try {
            InstantMessage message = new InstantMessage(id, from, to, contentType, body, time.now());
            if (message.isComposing() && body.length > MAX_COMPOSING) {
                throw new Refusal.TooLarge(MAX_COMPOSING);
            }
            return message;
        } catch (IllegalArgumentException cannotBe) {
            throw new Refusal.Invalid("Content-Type", "The message's content type is too long.");
        }
    }

    /** What a CPIM says of its ends must be so: devices show it (RFC 3862 section 4). */
    private Optional<CpimMessage> cpim(InstantMessage message) {
        if (!message.contentType().split(";", 2)[0].strip().equalsIgnoreCase(CpimMessage.CONTENT_TYPE)) {
            return Optional.empty();
        }
        CpimMessage cpim = CpimMessage.read(message.body());
        boolean own = cpim.uris("From").stream().allMatch(uri -> ours.names(uri, message.from()));
        boolean theirs = cpim.uris("To").isEmpty()
                || cpim.uris("To").stream()
                        .anyMatch(uri -> ours.names(uri, message.to())
                                || gruus.owner(uri).equals(Optional.of(message.to())));
        if (!own || !theirs) {
            throw new Refusal.Forbidden("The message/cpim names another sender or recipient than the request.");
        }
        return Optional.of(cpim);
    }

    private void notice(InstantMessage message, Optional<CpimMessage> cpim, MessageService.Outcome outcome) {
        cpim.filter(asked -> asked.asksFor("processing") && !asked.isReceipt())
                .flatMap(CpimMessage::messageId)
                .map(named -> ProcessingNotice.of(
                        message,
                        named,
                        outcome,
                        new AddressOfRecord(MessageService.SERVER_USER, ours.domain()),
                        token(),
                        time.now()))
                .ifPresent(notice -> messages.send(SERVER, notice).whenComplete((sent, failure) -> {
                    if (failure != null) {
                        LOG.debug("a notice could not be sent", failure);
                    }
                }));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
