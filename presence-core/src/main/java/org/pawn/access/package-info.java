/** Who is asking, on every surface: callers, scopes, tokens. */
@NullMarked
package org.pawn.access;

import org.jspecify.annotations.NullMarked;
