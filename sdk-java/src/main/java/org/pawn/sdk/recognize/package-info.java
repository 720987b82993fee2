/** Finds people and other things in any text, and what can be done about them; with no server and no user interface. */
@NullMarked
package org.pawn.sdk.recognize;

import org.jspecify.annotations.NullMarked;
