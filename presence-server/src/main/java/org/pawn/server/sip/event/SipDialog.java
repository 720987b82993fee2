package org.pawn.server.sip.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipRequest;

/**
 * A subscription's dialog as its notifier sees it: who, by which tags, and where to (RFC 3261 section 12, RFC 6665
 * section 4.4.1). A value: each refresh makes a new one.
 *
 * @param local our side as From of our requests, tag included
 * @param remote the subscriber as To, tag included
 * @param event the Event header of our requests: the package as the subscriber wrote it, with its id
 * @param routes the route set, in the order of the Route headers
 * @param target the subscriber's Contact URI
 * @param remoteSequence the highest CSeq number seen from the subscriber
 * @param require the extension that our requests require
 */
public record SipDialog(
        Id id,
        String local,
        String remote,
        String event,
        List<String> routes,
        String target,
        SipPeer peer,
        long remoteSequence,
        Optional<String> require) {

    /** What names a dialog; the local tag alone has 96 random bits. */
    public record Id(String callId, String localTag, String remoteTag) {}

    public SipDialog {
        routes = List.copyOf(routes);
    }

    /** The dialog that answering this request with {@code localTag} makes. */
    public static SipDialog of(SipRequest request, String localTag, String target) {
        return new SipDialog(
                new Id(request.callId(), localTag, request.from().tag().orElse("")),
                request.header("to").orElse("") + ";tag=" + localTag,
                request.header("from").orElse(""),
                event(request.header("event").orElse("")),
                request.headers().values("record-route"),
                target,
                request.peer(),
                request.sequence(),
                Optional.empty());
    }

    public SipDialog requiring(String extension) {
        return new SipDialog(id, local, remote, event, routes, target, peer, remoteSequence, Optional.of(extension));
    }

    /** What names a subscription in its dialog (RFC 6665 section 4.5.2); other parameters are for us alone. */
    private static String event(String written) {
        String[] parts = written.split(";");
        StringBuilder event = new StringBuilder(parts[0].strip());
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.regionMatches(true, 0, "id=", 0, 3)) {
                event.append(';').append(parameter);
            }
        }
        return event.toString();
    }

    /** After a request in the dialog: it may come from elsewhere and name a new Contact (a target refresh). */
    public SipDialog after(SipRequest request, String newTarget) {
        return new SipDialog(id, local, remote, event, routes, newTarget, request.peer(), request.sequence(), require);
    }

    /** What every NOTIFY of this dialog carries. */
    List<SipHeader> headers(long sequence, String contact) {
        List<SipHeader> headers = new ArrayList<>();
        headers.add(new SipHeader("From", local));
        headers.add(new SipHeader("To", remote));
        headers.add(new SipHeader("Call-ID", id.callId()));
        headers.add(new SipHeader("CSeq", sequence + " NOTIFY"));
        headers.add(new SipHeader("Contact", contact));
        headers.add(new SipHeader("Event", event));
        require.ifPresent(extension -> headers.add(new SipHeader("Require", extension)));
        routes.forEach(route -> headers.add(new SipHeader("Route", route)));
        return headers;
    }

    /** The id of the dialog that an incoming request names. */
    public static Id named(SipRequest request) {
        return new Id(
                request.callId(),
                request.to().tag().orElse(""),
                request.from().tag().orElse(""));
    }

    /** {@code <sip:host:port;transport=tcp>}: where requests in this dialog reach us. */
    public static String contact(SipPeer peer, String address) {
        String transport =
                peer.transport().isStream() ? ";transport=" + peer.transport().parameter() : "";
        return "<sip:" + address + transport + ">";
    }

    public static String target(SipRequest request) {
        return request.headers().values("contact").stream()
                .findFirst()
                .map(NameAddress::parse)
                .map(NameAddress::uri)
                .filter(uri -> uri.indexOf('?') < 0)
                .orElseThrow(() -> new IllegalArgumentException("no Contact"));
    }
}
