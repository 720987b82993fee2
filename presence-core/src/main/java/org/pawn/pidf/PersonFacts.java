package org.pawn.pidf;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * What the directory and the clock add to a presence document, already cut down to what the viewer may see.
 *
 * @param now when the document is written: an offset from UTC holds until the clocks change
 */
public record PersonFacts(Optional<String> displayName, Optional<ZoneId> timeZone, Instant now) {
    static final PersonFacts NONE = new PersonFacts(Optional.empty(), Optional.empty(), Instant.EPOCH);

    /** Whether a document written with these is the same as one written with {@code other}. */
    public boolean saysTheSameAs(PersonFacts other) {
        return displayName.equals(other.displayName) && offset().equals(other.offset());
    }

    /** The offset, with when it changes and what it is the offset of (RFC 4480 section 3.14). */
    Optional<RpidElement> offset() {
        return timeZone.map(zone -> new RpidElement(
                "time-offset",
                List.of(),
                Integer.toString(zone.getRules().getOffset(now).getTotalSeconds() / 60),
                Optional.empty(),
                Optional.ofNullable(zone.getRules().nextTransition(now)).map(ZoneOffsetTransition::getInstant),
                Optional.of(zone.getId())));
    }
}
