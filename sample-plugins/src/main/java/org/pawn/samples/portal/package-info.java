/** A company portal with people of its own, that shows Pawn's presence: a process and an origin of its own. */
@NullMarked
package org.pawn.samples.portal;

import org.jspecify.annotations.NullMarked;
