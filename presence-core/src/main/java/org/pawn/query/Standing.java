package org.pawn.query;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;

/** By what somebody who meets a query has their place in its order. */
record Standing(AddressOfRecord person, Availability availability, Instant since) {
    private static final List<Availability> EASIEST = List.of(
            Availability.AVAILABLE,
            Availability.BE_RIGHT_BACK,
            Availability.AWAY,
            Availability.BUSY,
            Availability.DO_NOT_DISTURB,
            Availability.OFFLINE,
            Availability.UNKNOWN);

    static Standing of(PresenceDocument seen) {
        return new Standing(seen.presentity(), seen.availability(), seen.since().orElse(Instant.MAX));
    }

    /** No two people are equal in it. */
    static Comparator<Standing> by(PresenceQuery.Order order) {
        Comparator<Standing> byAddress = Comparator.comparing(Standing::person);
        return switch (order) {
            case ADDRESS -> byAddress;
            case LONGEST -> Comparator.comparing(Standing::since).thenComparing(byAddress);
            case REACHABILITY ->
                Comparator.comparingInt((Standing standing) -> EASIEST.indexOf(standing.availability()))
                        .thenComparing(byAddress);
        };
    }
}
