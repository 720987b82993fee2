/** One thread per key, in order. */
@NullMarked
package org.pawn.concurrent;

import org.jspecify.annotations.NullMarked;
