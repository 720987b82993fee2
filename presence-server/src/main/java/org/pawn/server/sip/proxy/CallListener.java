package org.pawn.server.sip.proxy;

import org.pawn.address.AddressOfRecord;

/** Told of the calls that go through us. Must not block and must not throw. */
public interface CallListener {
    /**
     * One side of a call, and the connection it depends on.
     *
     * @param named whether the other side may know who it is (RFC 3323)
     */
    record End(AddressOfRecord person, String flow, boolean named) {}

    /** An INVITE goes on to somebody's devices. @param call names it among all of this server */
    void begun(String call, End caller);

    /** A device has answered for now. @param early whether that makes an early dialog (RFC 3261 section 12.1) */
    void provisional(String call, AddressOfRecord caller, boolean early);

    /** One of the devices rings; told again for each that does. */
    void ringing(String call, End caller, AddressOfRecord called);

    /** The first device has taken it. */
    void confirmed(String call, End caller, End callee);

    /** Once for each side that was told of: refused, given up, hung up, or its connection is gone. */
    void ended(String call, AddressOfRecord person);
}
