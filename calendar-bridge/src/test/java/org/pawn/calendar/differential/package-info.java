/** Our busy time compared with what independent implementations make of the same, generated calendars. */
@NullMarked
package org.pawn.calendar.differential;

import org.jspecify.annotations.NullMarked;
