package org.pawn.policy;

import java.time.Instant;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;

/**
 * Who asks, of whom, and when: what conditions are judged by (RFC 4745 section 7).
 *
 * @param sphere what the person is up to in their own words ("work", "home"), if known (RFC 4480 section 3.11)
 */
record Asker(
        AddressOfRecord viewer,
        AddressOfRecord presentity,
        Directory directory,
        Optional<String> sphere,
        Instant now) {}
