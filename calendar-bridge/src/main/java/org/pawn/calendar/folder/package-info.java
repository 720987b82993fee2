/** Calendars that come and go with the files of a folder on this machine. */
@NullMarked
package org.pawn.calendar.folder;

import org.jspecify.annotations.NullMarked;
