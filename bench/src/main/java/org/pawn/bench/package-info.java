/** Measurements on loopback: what one server carries, and how fast a change reaches its watchers. */
@NullMarked
package org.pawn.bench;

import org.jspecify.annotations.NullMarked;
