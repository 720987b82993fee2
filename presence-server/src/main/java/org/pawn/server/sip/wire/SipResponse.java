package org.pawn.server.sip.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer to one request; Via, From, To, Call-ID and CSeq are the wire floor's to add.
 *
 * @param toTag the tag to give where the request's To has none; empty: the wire floor makes one
 */
public record SipResponse(int status, String reason, List<SipHeader> headers, byte[] body, Optional<String> toTag) {

    public SipResponse {
        headers = List.copyOf(headers);
    }

    public static SipResponse of(int status, String reason) {
        return new SipResponse(status, reason, List.of(), new byte[0], Optional.empty());
    }

    public static SipResponse ok() {
        return of(200, "OK");
    }

    public SipResponse with(String name, String value) {
        List<SipHeader> more = new ArrayList<>(headers);
        more.add(new SipHeader(name, value));
        return new SipResponse(status, reason, more, body, toTag);
    }

    public SipResponse with(String name, long value) {
        return with(name, Long.toString(value));
    }

    public SipResponse withToTag(String tag) {
        return new SipResponse(status, reason, headers, body, Optional.of(tag));
    }

    public SipResponse withBody(String contentType, byte[] newBody) {
        SipResponse typed = with("Content-Type", contentType);
        return new SipResponse(status, reason, typed.headers, newBody, toTag);
    }
}
