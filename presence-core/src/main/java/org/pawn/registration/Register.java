package org.pawn.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * One REGISTER's changes (RFC 3261 section 10.3), all applied or none.
 *
 * @param contacts what to add, refresh or remove; empty with {@code removeAll} false: only fetch
 * @param removeAll {@code Contact: *} with {@code Expires: 0}
 * @param path the proxies on the way to the contacts, that next to us first (RFC 3327)
 */
public record Register(
        AddressOfRecord address,
        List<Contact> contacts,
        boolean removeAll,
        String callId,
        long cseq,
        String flow,
        List<String> path,
        Optional<String> userAgent) {

    /**
     * @param flowNumber which of the device's flows it is, where it has several (RFC 5626)
     * @param q in thousandths
     * @param life zero removes
     */
    public record Contact(String uri, Optional<String> instance, Optional<Integer> flowNumber, int q, Duration life) {}

    public Register {
        contacts = List.copyOf(contacts);
        path = List.copyOf(path);
    }
}
