package org.pawn.server.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.pawn.refusal.Refusal;
import org.pawn.registration.Register;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipHeaders;
import org.pawn.server.sip.wire.SipRequest;

/** The Contacts of a REGISTER, read strictly (RFC 3261 sections 10.2, 20.10). */
final class ContactFields {
    static final int FULL_Q = 1000;
    private static final int LONGEST = 512;
    private static final int LONGEST_INSTANCE = 255;

    private final Lifetimes lifetimes;
    private final OwnMachine machine;
    private final Supplier<Set<Integer>> ownPorts;
    private final int max;

    ContactFields(SipConfig config, OwnMachine machine, Supplier<Set<Integer>> ownPorts) {
        this.lifetimes = new Lifetimes(config.minExpires(), config.maxExpires());
        this.machine = machine;
        this.ownPorts = ownPorts;
        this.max = config.maxBindings();
    }

    /** Whether it is {@code Contact: *}, which takes all bindings away. */
    static boolean isRemoveAll(SipRequest request) {
        List<String> written = request.headers().values("contact");
        if (!written.contains("*")) {
            return false;
        }
        if (written.size() > 1 || !request.headers().seconds("expires").equals(Optional.of(0))) {
            throw new Refusal.Invalid("Contact", "Contact: * stands alone, with Expires: 0.");
        }
        return true;
    }

    /**
     * @param outbound whether {@code reg-id} means something (RFC 5626)
     * @throws Refusal.Invalid if one is malformed, no SIP URI, or carries header fields
     * @throws Refusal.Forbidden if one is ourselves: what we send there would come back
     */
    List<Register.Contact> read(SipRequest request, boolean outbound) {
        List<String> written = request.headers().values("contact");
        if (written.size() > max) {
            throw new Refusal.LimitExceeded("At most " + max + " contacts can be registered.", Duration.ZERO);
        }
        List<Register.Contact> contacts = new ArrayList<>();
        written.forEach(contact -> contacts.add(contact(request, contact, outbound)));
        if (contacts.size() > 1
                && contacts.stream().anyMatch(contact -> contact.flowNumber().isPresent())) {
            throw new Refusal.Invalid("Contact", "One REGISTER has one flow (RFC 5626 section 4.2).");
        }
        return contacts;
    }

    private Register.Contact contact(SipRequest request, String written, boolean outbound) {
        NameAddress contact;
        try {
            contact = NameAddress.parse(written);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal.Invalid("Contact", "A Contact is malformed.");
        }
        String uri = contact.uri();
        boolean sip = uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5);
        if (!sip || uri.indexOf('?') >= 0 || uri.length() > LONGEST) {
            throw new Refusal.Invalid("Contact", "A Contact is a short SIP URI without header fields.");
        }
        HostPort there = HostPort.of(uri);
        if (ownPorts.get().contains(there.port()) && machine.is(there.host(), request.peer())) {
            throw new Refusal.Forbidden("A Contact is a device, not this server.");
        }
        Optional<Integer> asked = contact.parameter("expires").flatMap(SipHeaders::number);
        Duration life = lifetimes.grant(asked.or(() -> request.headers().seconds("expires")));
        Optional<String> instance = contact.parameter("+sip.instance").filter(ContactFields::isInstance);
        return new Register.Contact(
                uri,
                instance,
                outbound && instance.isPresent() ? flowNumber(contact) : Optional.empty(),
                contact.parameter("q").map(ContactFields::q).orElse(FULL_Q),
                life);
    }

    private static boolean isInstance(String id) {
        return !id.isEmpty()
                && id.length() <= LONGEST_INSTANCE
                && id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    }

    private static Optional<Integer> flowNumber(NameAddress contact) {
        return contact.parameter("reg-id")
                .map(written -> SipHeaders.number(written)
                        .filter(number -> number >= 1)
                        .orElseThrow(() -> new Refusal.Invalid("Contact", "reg-id is a number from 1.")));
    }

    /** {@code 0.7} is 700 (RFC 3261 section 25.1: up to three decimals). */
    private static int q(String written) {
        if (!written.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?")) {
            throw new Refusal.Invalid("Contact", "q lies between 0 and 1, with up to three decimals.");
        }
        return (int) Math.round(Double.parseDouble(written) * FULL_Q);
    }
}
