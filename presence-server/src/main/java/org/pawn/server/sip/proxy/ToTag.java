package org.pawn.server.sip.proxy;

import java.util.Optional;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipHeaders;

/** The tag by which the one who answered names the dialog. */
final class ToTag {
    private ToTag() {}

    static Optional<String> of(SipHeaders headers) {
        try {
            return headers.first("to").map(NameAddress::parse).flatMap(NameAddress::tag);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
