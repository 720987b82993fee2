/** iCalendar bytes to occurrences and busy time (RFC 5545, 7529, 7953); the only package that knows iCal4j. */
@NullMarked
package org.pawn.calendar.ical;

import org.jspecify.annotations.NullMarked;
