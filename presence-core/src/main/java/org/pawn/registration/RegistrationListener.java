package org.pawn.registration;

import org.pawn.address.AddressOfRecord;

/** Told on the address's lane after its bindings changed. Must not block. */
@FunctionalInterface
public interface RegistrationListener {
    /** @param signedIn whether a device was added or refreshed, rather than removed or lost */
    void changed(AddressOfRecord address, boolean signedIn);
}
