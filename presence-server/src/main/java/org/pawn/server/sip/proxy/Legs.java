package org.pawn.server.sip.proxy;

import java.time.Instant;
import org.pawn.address.AddressOfRecord;
import org.pawn.server.sip.wire.SipPeer;

/**
 * The two sides of a dialog that goes through us: who, and over which flow.
 *
 * @param began when it was asked for, to the second
 */
record Legs(Leg caller, Leg callee, Instant began) {
    record Leg(AddressOfRecord person, SipPeer peer) {}

    /** The side that a request comes from, by its flow; of two on one flow, by its person. */
    boolean isFromCaller(SipPeer peer, AddressOfRecord person) {
        boolean both = caller.peer().equals(callee.peer());
        return both ? caller.person().equals(person) : caller.peer().equals(peer);
    }

    boolean knows(SipPeer peer) {
        return caller.peer().equals(peer) || callee.peer().equals(peer);
    }

    boolean isOf(AddressOfRecord person) {
        return caller.person().equals(person) || callee.person().equals(person);
    }

    Leg other(Leg leg) {
        return leg.equals(caller) ? callee : caller;
    }
}
