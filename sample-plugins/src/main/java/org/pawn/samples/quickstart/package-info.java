/** The first program: watches one person. */
@NullMarked
package org.pawn.samples.quickstart;

import org.jspecify.annotations.NullMarked;
