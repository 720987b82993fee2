package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.MessageService;
import org.pawn.refusal.Refusal;
import org.pawn.registration.Register;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/**
 * The registrar (RFC 3261 section 10.3). A binding is reached over the flow that its REGISTER came by; who signs in gets
 * the messages that waited, after the answer.
 */
final class RegisterHandler implements SipHandler {
    private static final int LONGEST_AGENT = 255;

    private final RegistrationService registrations;
    private final MessageService messages;
    private final Flows flows;
    private final LocalAddresses ours;
    private final ContactFields contacts;
    private final RegisterAnswer answers;

    RegisterHandler(
            SipServices services, Flows flows, LocalAddresses ours, ContactFields contacts, RegisterAnswer answers) {
        this.registrations = services.registrations();
        this.messages = services.messages();
        this.flows = flows;
        this.ours = ours;
        this.contacts = contacts;
        this.answers = answers;
    }

    /**
     * Refuses: another domain or another's address, or this server as Contact (403), a bad Contact or Path (400), too
     * short a life (423), an old CSeq (500), too many contacts (403), a Path that the device does not know of (420),
     * numbered flows through a proxy that cannot keep them apart (439).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        ours.requireOurDomain(request);
        AddressOfRecord address = ours.of(request.to());
        if (!sender.is(address)) {
            throw new Refusal.Forbidden("One registers only oneself.");
        }
        RegisterExtensions asked = RegisterExtensions.of(request);
        boolean removeAll = ContactFields.isRemoveAll(request);
        List<Register.Contact> read = removeAll ? List.of() : contacts.read(request, asked.outbound());
        boolean signsIn = read.stream().anyMatch(contact -> !contact.life().isZero());
        boolean numbersFlows = signsIn
                && read.stream().anyMatch(contact -> contact.flowNumber().isPresent());
        Optional<SipResponse> refused = asked.refusal(request, numbersFlows);
        if (refused.isPresent()) {
            return Reply.now(refused.get());
        }
        flows.use(request.peer(), address);
        Runnable afterwards = signsIn ? () -> messages.deliverWaiting(address) : () -> {};
        return registrations
                .register(new Register(
                        address,
                        read,
                        removeAll,
                        request.callId(),
                        request.sequence(),
                        request.peer().flow(),
                        asked.path(),
                        request.header("user-agent").map(RegisterHandler::shortened)))
                .thenApply(live -> {
                    flows.bound(request.peer(), address);
                    return new Reply(answers.of(live, request.peer(), asked, numbersFlows), afterwards);
                });
    }

    private static String shortened(String agent) {
        return agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
    }
}
