/** Who may call whom, on which devices, and who is in a call (RFC 3261 section 16, RFC 4235). */
@NullMarked
package org.pawn.calling;

import org.jspecify.annotations.NullMarked;
