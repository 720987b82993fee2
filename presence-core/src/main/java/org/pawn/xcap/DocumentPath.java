package org.pawn.xcap;

import org.pawn.address.AddressOfRecord;

/** Which document of whom (RFC 4825 section 6.2). */
public record DocumentPath(String auid, AddressOfRecord owner, String name) {
    /** Relative to the root, {@code resource-lists/users/sip:alice@example.com/index}. */
    @Override
    public String toString() {
        return auid + "/users/" + owner.sipUri() + "/" + name;
    }
}
