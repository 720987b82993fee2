package org.pawn.server.sip.proxy;

import org.pawn.address.AddressOfRecord;

/** Told of the calls that go through us. Must not block and must not throw. */
public interface CallListener {
    /** One side of a call, and the connection it depends on. */
    record End(AddressOfRecord person, String flow) {}

    /** @param call names the dialog among all of this server */
    void confirmed(String call, End caller, End callee);

    /** Once for each that was confirmed. */
    void ended(String call, End caller, End callee);
}
