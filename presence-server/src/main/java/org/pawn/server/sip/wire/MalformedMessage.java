package org.pawn.server.sip.wire;

import java.util.Optional;

/** A message that is none; {@code salvaged} holds what a 400 needs, where that much was there. Has no stack trace. */
final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<SipHeaders> salvaged;

    MalformedMessage(int status, String reason, Optional<SipHeaders> salvaged) {
        super(reason, null, false, false);
        this.status = status;
        this.salvaged = salvaged;
    }

    int status() {
        return status;
    }

    Optional<SipHeaders> salvaged() {
        return salvaged;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
