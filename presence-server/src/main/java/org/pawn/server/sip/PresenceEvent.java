package org.pawn.server.sip;

import java.util.List;
import java.util.Locale;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipRequest;

/** The one event package that is served so far (RFC 3856). */
final class PresenceEvent {
    static final String NAME = "presence";

    private PresenceEvent() {}

    /** @throws Refusal.UnsupportedEvent if the request is about another, or none */
    static void require(SipRequest request) {
        String event =
                request.header("event").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!event.equals(NAME)) {
            throw new Refusal.UnsupportedEvent(List.of(NAME));
        }
    }
}
