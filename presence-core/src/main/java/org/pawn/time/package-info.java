/** Time as a port: the wall clock for people and calendars, a monotonic one for lives and timers. */
@NullMarked
package org.pawn.time;

import org.jspecify.annotations.NullMarked;
