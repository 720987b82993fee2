/** PIDF bodies with their extensions to plain values and back (RFC 3863, 4479, 4480, 4481, 4482, 5196). */
@NullMarked
package org.pawn.pidf;

import org.jspecify.annotations.NullMarked;
