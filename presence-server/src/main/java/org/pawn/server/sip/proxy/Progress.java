package org.pawn.server.sip.proxy;

import org.pawn.server.sip.wire.SipPeer;

/** What becomes of a request that was sent on. Must not block. */
interface Progress {
    /** For requests of which nobody needs to know. */
    Progress UNTOLD = new Progress() {};

    /** A device has said that it rings, or so much as that: it has made an early dialog. */
    default void ringing() {}

    /** A device takes it, with that tag; told once for each device. */
    default void accepted(SipPeer device, String tag) {}

    /** Nobody has taken it, and nobody will. */
    default void failed() {}
}
