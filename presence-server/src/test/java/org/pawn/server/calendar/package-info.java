/** What calendars answer, on the whole server and read back by other programs. */
@NullMarked
package org.pawn.server.calendar;

import org.jspecify.annotations.NullMarked;
