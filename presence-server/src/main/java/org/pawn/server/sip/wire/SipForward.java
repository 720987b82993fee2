package org.pawn.server.sip.wire;

import java.util.List;

/**
 * A request that goes on to another peer (RFC 3261 section 16.6), whole but for our own Via and Content-Length, which
 * the wire floor adds.
 *
 * @param uri the Request-URI
 * @param headers in their order, the Vias of those before us and Max-Forwards among them
 * @param body not to be changed; may be shared
 * @param target where it is sent, whatever the URI says
 * @param mark told again in our Via's branch, so that a request that comes back can be known; of token characters
 */
public record SipForward(String method, String uri, List<SipHeader> headers, byte[] body, SipPeer target, String mark) {

    public SipForward {
        headers = List.copyOf(headers);
    }

    String first(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .findFirst()
                .map(SipHeader::value)
                .orElse("");
    }
}
