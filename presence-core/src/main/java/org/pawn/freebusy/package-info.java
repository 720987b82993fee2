/** Calendars as busy time, and what it says of a person now (RFC 5545, 7953). */
@NullMarked
package org.pawn.freebusy;

import org.jspecify.annotations.NullMarked;
