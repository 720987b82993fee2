/** People's calendars kept current: feeds read again in time, presence told at each boundary. */
@NullMarked
package org.pawn.calendar;

import org.jspecify.annotations.NullMarked;
