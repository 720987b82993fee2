/** The SDK in 20 lines. */
@NullMarked
package org.pawn.samples.quickstart;

import org.jspecify.annotations.NullMarked;
