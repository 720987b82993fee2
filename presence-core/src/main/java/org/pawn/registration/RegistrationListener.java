package org.pawn.registration;

import java.util.List;
import org.pawn.address.AddressOfRecord;

/** Told on the address's lane after its bindings changed. Must not block. */
@FunctionalInterface
public interface RegistrationListener {
    /** @param changes those that are new, other than before, or gone; never empty */
    void changed(AddressOfRecord address, List<BindingInfo> changes);
}
