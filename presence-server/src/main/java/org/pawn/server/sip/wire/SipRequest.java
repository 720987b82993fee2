package org.pawn.server.sip.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One request as the handlers see it: read strictly, from a peer whose address is real, and with nothing of the stack
 * in it. What its headers claim is still only claimed.
 *
 * @param uri the Request-URI as written
 * @param sequence the number of CSeq
 * @param body exactly as long as Content-Length says; not to be changed
 */
public record SipRequest(
        String method,
        String uri,
        SipHeaders headers,
        NameAddress from,
        NameAddress to,
        String callId,
        long sequence,
        byte[] body,
        SipPeer peer) {

    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** The media type of the body in lower case without parameters, {@code application/pidf+xml}. */
    public Optional<String> contentType() {
        return header("content-type").map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /** The Vias as they go on: the first with where the request really came from (RFC 3261 section 18.2.1, RFC 3581). */
    public List<String> vias() {
        List<String> vias = new ArrayList<>(headers.values("via"));
        vias.set(0, Via.parse(vias.get(0)).stamped(peer));
        return vias;
    }

    /** Whether it belongs to a dialog (RFC 3261 section 12.2): its To has a tag. */
    public boolean isInDialog() {
        return to.tag().isPresent();
    }
}
