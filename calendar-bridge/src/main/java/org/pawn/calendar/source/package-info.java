/** Where calendars are fetched from: feeds over HTTP, guarded against being sent into our own network. */
@NullMarked
package org.pawn.calendar.source;

import org.jspecify.annotations.NullMarked;
