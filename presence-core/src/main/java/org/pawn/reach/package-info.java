/** How a person can be reached now, as one viewer may know it. */
@NullMarked
package org.pawn.reach;

import org.jspecify.annotations.NullMarked;
