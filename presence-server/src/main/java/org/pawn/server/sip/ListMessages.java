package org.pawn.server.sip;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.message.MultipartBody;
import org.pawn.server.sip.message.RecipientList;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages to many (RFC 5365), sent to the domain itself. Each recipient is under the policy of their own; the sender is
 * not told who of them could not be reached, nor whether one exists.
 */
final class ListMessages {
    private static final Logger LOG = LoggerFactory.getLogger(ListMessages.class);

    private final MessageService messages;
    private final LocalAddresses ours;
    private final Supplier<String> token;

    /** A message to one of them. */
    @FunctionalInterface
    interface Copy {
        InstantMessage to(AddressOfRecord recipient, String contentType, byte[] body);
    }

    /** @param token a fresh word each time */
    ListMessages(MessageService messages, LocalAddresses ours, Supplier<String> token) {
        this.messages = messages;
        this.ours = ours;
        this.token = token;
    }

    /** Refuses: no list, a malformed one (400), too many recipients (403), another target than the domain (403). */
    CompletableFuture<Reply> send(SipRequest request, Caller sender, String contentType, Copy copy) {
        ours.requireOurDomain(request);
        if (request.uri().indexOf('@') >= 0) {
            throw new Refusal.Forbidden("A message to a list goes to the domain itself.");
        }
        RecipientList list = RecipientList.read(contentType, request.body());
        MultipartBody.Part content = list.content("part-" + token.get());
        String type = content.headers().getOrDefault("content-type", "text/plain");
        copy.to(sender.person().orElseThrow(), type, content.content()); // checked before anybody gets it
        list.entries()
                .forEach(entry -> person(entry.uri())
                        .ifPresent(recipient -> send(sender, copy.to(recipient, type, content.content()))));
        return Reply.now(SipResponse.of(202, "Accepted"));
    }

    private void send(Caller sender, InstantMessage message) {
        try {
            messages.send(sender, message).whenComplete((sent, failure) -> {
                if (failure != null) {
                    LOG.debug("one of many did not get a message", failure);
                }
            });
        } catch (Refusal refused) {
            LOG.debug("one of many may not get a message: {}", refused.kind());
        }
    }

    private Optional<AddressOfRecord> person(String uri) {
        try {
            return Optional.of(AddressOfRecord.parse(uri))
                    .filter(person -> person.domain().equals(ours.domain()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
