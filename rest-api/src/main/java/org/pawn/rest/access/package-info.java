/** Who the caller is: sign-in, tokens and tickets. */
@NullMarked
package org.pawn.rest.access;

import org.jspecify.annotations.NullMarked;
