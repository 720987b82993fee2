/** Calendars, free/busy time and availability. */
@NullMarked
package org.pawn.rest.calendar;

import org.jspecify.annotations.NullMarked;
