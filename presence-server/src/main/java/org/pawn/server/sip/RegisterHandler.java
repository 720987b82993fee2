package org.pawn.server.sip;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.messaging.MessageService;
import org.pawn.refusal.Refusal;
import org.pawn.registration.Binding;
import org.pawn.registration.Register;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipHeaders;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;

/**
 * The registrar (RFC 3261 section 10.3). A binding is reached over the flow that its REGISTER came by; who signs in gets
 * the messages that waited, after the answer.
 */
final class RegisterHandler implements SipHandler {
    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int FULL_Q = 1000;
    private static final int MAX_CONTACT = 512;

    private final RegistrationService registrations;
    private final MessageService messages;
    private final Flows flows;
    private final LocalAddresses ours;
    private final Lifetimes lifetimes;
    private final TimeSource time;
    private final int maxContacts;

    RegisterHandler(SipServices services, Flows flows, LocalAddresses ours, SipConfig config) {
        this.registrations = services.registrations();
        this.messages = services.messages();
        this.flows = flows;
        this.ours = ours;
        this.lifetimes = new Lifetimes(config.minExpires(), config.maxExpires());
        this.time = services.time();
        this.maxContacts = config.maxBindings();
    }

    /**
     * Refuses: another domain or another's address (403), a bad Contact (400), too short a life (423), an old CSeq
     * (500), too many contacts (403).
     */
    @Override
    public CompletableFuture<Reply> handle(SipRequest request, Caller sender) {
        ours.requireOurDomain(request);
        AddressOfRecord address = ours.of(request.to());
        if (!sender.is(address)) {
            throw new Refusal.Forbidden("One registers only oneself.");
        }
        Register register = register(request, address);
        flows.use(request.peer(), address);
        boolean signsIn =
                register.contacts().stream().anyMatch(contact -> !contact.life().isZero());
        Runnable afterwards = signsIn ? () -> messages.deliverWaiting(address) : () -> {};
        return registrations.register(register).thenApply(live -> {
            flows.bound(request.peer(), address);
            return new Reply(answer(live), afterwards);
        });
    }

    private Register register(SipRequest request, AddressOfRecord address) {
        List<String> written = request.headers().values("contact");
        boolean removeAll = written.contains("*");
        if (removeAll
                && (written.size() > 1 || !request.headers().seconds("expires").equals(Optional.of(0)))) {
            throw new Refusal.Invalid("Contact", "Contact: * stands alone, with Expires: 0.");
        }
        if (written.size() > maxContacts) {
            throw new Refusal.LimitExceeded("At most " + maxContacts + " contacts can be registered.", Duration.ZERO);
        }
        List<Register.Contact> contacts = new ArrayList<>();
        if (!removeAll) {
            written.forEach(contact -> contacts.add(contact(request, contact)));
        }
        return new Register(
                address,
                contacts,
                removeAll,
                request.callId(),
                request.sequence(),
                request.peer().flow(),
                request.header("user-agent").map(agent -> agent.length() > 255 ? agent.substring(0, 255) : agent));
    }

    private Register.Contact contact(SipRequest request, String written) {
        NameAddress contact;
        try {
            contact = NameAddress.parse(written);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal.Invalid("Contact", "A Contact is malformed.");
        }
        String uri = contact.uri();
        boolean sip = uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5);
        if (!sip || uri.indexOf('?') >= 0 || uri.length() > MAX_CONTACT) {
            throw new Refusal.Invalid("Contact", "A Contact is a short SIP URI without header fields.");
        }
        Optional<Integer> asked = contact.parameter("expires").flatMap(SipHeaders::number);
        Duration life = lifetimes.grant(asked.or(() -> request.headers().seconds("expires")));
        Optional<String> instance = contact.parameter("+sip.instance").filter(id -> id.length() <= 255);
        return new Register.Contact(
                uri, instance, contact.parameter("q").map(RegisterHandler::q).orElse(FULL_Q), life);
    }

    /** {@code 0.7} is 700 (RFC 3261 section 25.1: up to three decimals). */
    private static int q(String written) {
        if (!written.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?")) {
            throw new Refusal.Invalid("Contact", "q lies between 0 and 1, with up to three decimals.");
        }
        return (int) Math.round(Double.parseDouble(written) * FULL_Q);
    }

    private SipResponse answer(List<Binding> live) {
        Moment now = time.moment();
        SipResponse answer = SipResponse.ok();
        for (Binding binding : live) {
            long seconds = Math.max(
                    0, now.until(binding.deadlineNanos()).plusMillis(999).toSeconds());
            String q = String.format(Locale.ROOT, "%.3f", binding.q() / (double) FULL_Q);
            String instance = binding.instance()
                    .map(id -> ";+sip.instance=\"" + id + "\"")
                    .orElse("");
            answer = answer.with("Contact", "<" + binding.contact() + ">;expires=" + seconds + ";q=" + q + instance);
        }
        return answer.with("Date", RFC_1123.format(now.wall()));
    }
}
