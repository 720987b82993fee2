package org.pawn.server.sip.proxy;

import org.pawn.address.AddressOfRecord;

/** Told of the calls that go through us. Must not block and must not throw. */
public interface CallListener {
    /** One side of a call, and the connection it depends on. */
    record End(AddressOfRecord person, String flow) {}

    /** An INVITE goes on to somebody's devices. @param call names it among all of this server */
    void begun(String call, End caller);

    /** One of the devices rings; told again for each that does. */
    void ringing(String call, AddressOfRecord caller);

    /** The first device has taken it. */
    void confirmed(String call, End caller, End callee);

    /** Once for each side that was told of: refused, given up, hung up, or its connection is gone. */
    void ended(String call, AddressOfRecord person);
}
