package org.pawn.server.sip.event;

import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;

/**
 * What a SUBSCRIBE asks for.
 *
 * @param contentType of its NOTIFYs: the one of the package's own that the subscriber takes
 * @param fetch whether the subscriber asks once and does not stay (RFC 6665 section 4.4.3)
 * @param maxBytes about the most that one NOTIFY to this subscriber can hold
 * @param event the Event header, with its parameters
 */
public record Interest(
        Caller watcher, AddressOfRecord resource, String contentType, boolean fetch, int maxBytes, String event) {
    /** The same interest in somebody else. */
    Interest of(AddressOfRecord other) {
        return new Interest(watcher, other, contentType, fetch, maxBytes, event);
    }
}
