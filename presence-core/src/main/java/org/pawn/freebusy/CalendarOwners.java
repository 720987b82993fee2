package org.pawn.freebusy;

import org.pawn.address.AddressOfRecord;

/** Finds what reading a person's calendar needs; a person without a time zone has the server's. */
@FunctionalInterface
public interface CalendarOwners {
    CalendarOwner owner(AddressOfRecord person);
}
