/** Whether the process lives and serves. */
@NullMarked
package org.pawn.rest.health;

import org.jspecify.annotations.NullMarked;
