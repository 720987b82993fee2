package org.pawn.server.sip.wire;

import java.util.List;

/**
 * A request from us to a client, without Via, Max-Forwards and Content-Length, which the wire floor adds.
 *
 * @param uri the Request-URI
 * @param headers all others, From, To, Call-ID and CSeq among them
 * @param body not to be changed afterwards; may be shared
 * @param target where it is sent, whatever the URI says: the connection or address that the client itself came from
 */
public record SipOutbound(String method, String uri, List<SipHeader> headers, byte[] body, SipPeer target) {

    public SipOutbound {
        headers = List.copyOf(headers);
    }
}
