package org.pawn.server.sip.proxy;

import org.pawn.address.AddressOfRecord;

/** Told of the calls that go through us. Must not block and must not throw. */
public interface CallListener {
    /** @param call names the dialog among all of this server */
    void confirmed(String call, AddressOfRecord caller, AddressOfRecord callee);

    /** Once for each that was confirmed. */
    void ended(String call, AddressOfRecord caller, AddressOfRecord callee);
}
