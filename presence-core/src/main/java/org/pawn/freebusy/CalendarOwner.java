package org.pawn.freebusy;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pawn.address.AddressOfRecord;

/**
 * Whose calendar it is, as far as reading it needs.
 *
 * @param zone where floating times and all-day dates are read
 * @param addresses the mail addresses under which the owner attends, in lower case; the address-of-record is one
 * @param hours when the person works, in {@code zone}
 * @param unansweredIsTentative whether an invitation that the owner has not answered counts as tentative
 */
public record CalendarOwner(
        AddressOfRecord person, ZoneId zone, Set<String> addresses, WorkingHours hours, boolean unansweredIsTentative) {

    public CalendarOwner {
        addresses = Stream.concat(addresses.stream(), Stream.of(person.toString()))
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An owner of whom nothing but the address and the zone is known. */
    public static CalendarOwner of(AddressOfRecord person, ZoneId zone) {
        return new CalendarOwner(person, zone, Set.of(), WorkingHours.UNKNOWN, false);
    }
}
