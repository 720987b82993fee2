package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
import org.pawn.registration.Binding;
import org.pawn.server.sip.proxy.Gruus;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;

/** The 200 to a REGISTER: every live binding, and by which way requests go (RFC 3261 section 10.3 step 8). */
final class RegisterAnswer {
    /** How often a device should be heard over a connection, so that it stays (RFC 5626 section 4.4). */
    private static final int FLOW_SECONDS = 120;

    private final SipDate date = new SipDate();
    private final TimeSource time;
    private final SipTransport transport;
    private final Gruus gruus;

    RegisterAnswer(TimeSource time, SipTransport transport, Gruus gruus) {
        this.time = time;
        this.transport = transport;
        this.gruus = gruus;
    }

    /** @param numbersFlows whether the request registered a numbered flow */
    SipResponse of(List<Binding> live, SipPeer peer, RegisterExtensions asked, boolean numbersFlows) {
        Moment now = time.moment();
        SipResponse answer = SipResponse.ok();
        for (Binding binding : live) {
            answer = answer.with("Contact", contact(binding, asked, now));
        }
        for (String proxy : asked.path()) {
            answer = answer.with("Path", proxy);
        }
        if (!live.isEmpty()) {
            answer = answer.with("Service-Route", serviceRoute(peer));
        }
        if (numbersFlows) {
            answer = answer.with("Require", Extensions.OUTBOUND);
            answer = peer.transport().isStream() ? answer.with("Flow-Timer", FLOW_SECONDS) : answer;
        }
        return answer.with("Supported", Extensions.served()).with("Date", date.of(now.wall()));
    }

    private String contact(Binding binding, RegisterExtensions asked, Moment now) {
        long seconds =
                Math.max(0, now.until(binding.deadlineNanos()).plusMillis(999).toSeconds());
        StringBuilder contact = new StringBuilder("<" + binding.contact() + ">;expires=" + seconds);
        contact.append(";q=").append(thousandths(binding.q()));
        binding.instance()
                .ifPresent(id -> contact.append(";+sip.instance=\"").append(id).append('"'));
        binding.flowNumber().ifPresent(number -> contact.append(";reg-id=").append(number));
        if (asked.gruu()) {
            append(contact, "pub-gruu", gruus.publicOf(binding));
            append(contact, "temp-gruu", gruus.temporaryOf(binding));
        }
        return contact.toString();
    }

    /** {@code 700} is 0.700. */
    private static String thousandths(int q) {
        return q == ContactFields.FULL_Q
                ? "1.000"
                : "0." + Integer.toString(ContactFields.FULL_Q + q).substring(1);
    }

    private static void append(StringBuilder contact, String name, Optional<String> uri) {
        uri.ifPresent(one ->
                contact.append(';').append(name).append("=\"").append(one).append('"'));
    }

    /** Back to us, by the way that the REGISTER found (RFC 3608). */
    private String serviceRoute(SipPeer peer) {
        return "<sip:" + transport.addressFor(peer) + ";transport="
                + peer.transport().parameter() + ";lr>";
    }
}
