/** Presence, application sessions, what people set by hand, and the pawn as a picture. */
@NullMarked
package org.pawn.rest.presence;

import org.jspecify.annotations.NullMarked;
