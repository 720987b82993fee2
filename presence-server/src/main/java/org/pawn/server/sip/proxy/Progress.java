package org.pawn.server.sip.proxy;

import org.pawn.server.sip.wire.SipPeer;

/** What becomes of a request that was sent on. Must not block. */
interface Progress {
    /** For requests of which nobody needs to know. */
    Progress UNTOLD = new Progress() {};

    /**
     * A device has answered for now.
     *
     * @param early whether that makes an early dialog (RFC 3261 section 12.1)
     * @param rings whether it said that it rings, or so much as that
     */
    default void provisional(boolean early, boolean rings) {}

    /** A device takes it, with that tag; told once for each device. */
    default void accepted(SipPeer device, String tag) {}

    /** Nobody has taken it, and nobody will. */
    default void failed() {}
}
