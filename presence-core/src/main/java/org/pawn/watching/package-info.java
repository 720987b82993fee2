/** A watcher's standing interest, on any transport (RFC 6665, 3856). */
@NullMarked
package org.pawn.watching;

import org.jspecify.annotations.NullMarked;
