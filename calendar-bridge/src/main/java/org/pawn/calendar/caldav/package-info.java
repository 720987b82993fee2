/**
 * Calendars kept on a CalDAV server (RFC 4791): found behind an address, and synchronized entry by entry. What was read
 * is kept as one calendar, so that the rest of the house knows no difference.
 */
@NullMarked
package org.pawn.calendar.caldav;

import org.jspecify.annotations.NullMarked;
