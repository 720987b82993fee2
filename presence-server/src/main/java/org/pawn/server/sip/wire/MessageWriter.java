package org.pawn.server.sip.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes messages; a value that would break its line is made harmless. */
final class MessageWriter {
    private final StringBuilder head = new StringBuilder(512);

    private MessageWriter() {}

    /** The answer to a request whose first Via is {@code via} (RFC 3261 section 8.2.6.2). */
    static byte[] response(SipResponse response, SipRequest request, Via via, String freshTag) {
        return response(
                response,
                request.headers(),
                via.stamped(request.peer()),
                request.to().tag().isPresent() ? "" : response.toTag().orElse(freshTag));
    }

    /** The answer to what is malformed somewhere. */
    static byte[] response(SipResponse response, SipHeaders request, SipPeer peer, String freshTag) {
        List<String> vias = request.values("via");
        String to = request.first("to").orElse("");
        return response(
                response, request, vias.isEmpty() ? "" : stamped(vias.get(0), peer), hasTag(to) ? "" : freshTag);
    }

    private static byte[] response(SipResponse response, SipHeaders request, String via, String toTag) {
        MessageWriter out = new MessageWriter();
        out.head
                .append("SIP/2.0 ")
                .append(response.status())
                .append(' ')
                .append(clean(response.reason()))
                .append("\r\n");
        List<String> vias = request.values("via");
        for (int i = 0; i < vias.size(); i++) {
            out.field("Via", i == 0 ? via : vias.get(i));
        }
        request.first("from").ifPresent(from -> out.field("From", from));
        request.first("to").ifPresent(to -> out.field("To", toTag.isEmpty() ? to : to + ";tag=" + toTag));
        request.first("call-id").ifPresent(id -> out.field("Call-ID", id));
        request.first("cseq").ifPresent(sequence -> out.field("CSeq", sequence));
        if (response.status() == 100) {
            request.first("timestamp").ifPresent(sent -> out.field("Timestamp", sent));
        }
        response.headers().forEach(header -> out.field(FieldNames.usual(header.name()), header.value()));
        return out.with(response.body());
    }

    static byte[] request(SipOutbound request, String via) {
        MessageWriter out = new MessageWriter();
        out.head
                .append(request.method())
                .append(' ')
                .append(clean(request.uri()))
                .append(" SIP/2.0\r\n");
        out.field("Via", via);
        out.field("Max-Forwards", "70");
        request.headers().forEach(header -> out.field(header.name(), header.value()));
        return out.with(request.body());
    }

    /** A request that goes on; our Via stands before those of the others. */
    static byte[] forward(SipForward request, String via) {
        MessageWriter out = new MessageWriter();
        out.head
                .append(request.method())
                .append(' ')
                .append(clean(request.uri()))
                .append(" SIP/2.0\r\n");
        out.field("Via", via);
        request.headers().forEach(header -> out.field(FieldNames.usual(header.name()), header.value()));
        return out.with(request.body());
    }

    /** The ACK to a refusal, or the CANCEL, of an INVITE that was sent (RFC 3261 sections 17.1.1.3 and 9.1). */
    static byte[] within(SipForward invite, String method, String via, String to) {
        MessageWriter out = new MessageWriter();
        out.head.append(method).append(' ').append(clean(invite.uri())).append(" SIP/2.0\r\n");
        out.field("Via", via);
        out.field("Max-Forwards", "70");
        for (SipHeader header : invite.headers()) {
            if (header.name().equalsIgnoreCase("route")) {
                out.field("Route", header.value());
            }
        }
        out.field("From", invite.first("from"));
        out.field("To", to);
        out.field("Call-ID", invite.first("call-id"));
        out.field("CSeq", MessageScanner.BLANKS.split(invite.first("cseq"))[0] + " " + method);
        return out.with(new byte[0]);
    }

    private static String stamped(String via, SipPeer peer) {
        try {
            return Via.parse(via).stamped(peer);
        } catch (IllegalArgumentException malformed) {
            return via; // only in a 400, which says so
        }
    }

    private static boolean hasTag(String to) {
        try {
            return NameAddress.parse(to).tag().isPresent();
        } catch (IllegalArgumentException malformed) {
            return true; // only in a 400: repeat it as it is
        }
    }

    private void field(String name, String value) {
        head.append(name).append(": ").append(clean(value)).append("\r\n");
    }

    private byte[] with(byte[] body) {
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        return body.length == 0
                ? start
                : ByteBuffer.allocate(start.length + body.length)
                        .put(start)
                        .put(body)
                        .array();
    }

    /** No value may end its line. */
    private static String clean(String value) {
        boolean whole = value.indexOf('\r') < 0 && value.indexOf('\n') < 0 && value.indexOf(0) < 0;
        return whole ? value : value.replaceAll("[\r\n\0]+", " ");
    }

    /** The tag that a stateless answer gives: the same for each retransmission (RFC 3261 section 8.2.7). */
    static String statelessTag(SipHeaders request, long key) {
        long hash = key;
        for (String part : List.of("via", "call-id", "cseq", "from")) {
            Optional<String> value = request.first(part);
            hash = hash * 0x100000001B3L ^ value.orElse("").hashCode();
            hash ^= hash >>> 29;
        }
        return Long.toHexString(hash);
    }
}
