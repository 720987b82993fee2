/** Registrations as XML (RFC 3680). */
@NullMarked
package org.pawn.reginfo;

import org.jspecify.annotations.NullMarked;
