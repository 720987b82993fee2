package org.pawn.presence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One device's or service's own status beside the composed person (RFC 3863 section 4.1.2, RFC 4479).
 *
 * @param lastActive the last activity that it reported; absent for one that never reports
 * @param q how far it is preferred, 0 to 1000 thousandths; 0 where it does not say
 */
public record Tuple(
        String id,
        Availability availability,
        Optional<Note> note,
        Optional<String> contact,
        Optional<String> device,
        List<String> capabilities,
        Optional<Instant> lastActive,
        int q) {

    public Tuple {
        capabilities = List.copyOf(capabilities);
    }

    /** PIDF's {@code basic}: open, or closed. */
    public boolean isOpen() {
        return availability != Availability.OFFLINE && availability != Availability.UNKNOWN;
    }
}
