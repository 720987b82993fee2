package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * A device's or session's record as it is kept across a restart.
 *
 * @param tag the live entity tag, for what SIP published
 * @param expiresAt where the wall clock stands at the record's deadline
 */
public record Publication(
        AddressOfRecord presentity, PresenceRecord record, Optional<EntityTag> tag, Instant expiresAt) {}
