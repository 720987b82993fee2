/** PIDF and RPID bodies to plain values and back (RFC 3863, 4479, 4480), on the JDK's StAX behind one hardened reader. */
@NullMarked
package org.pawn.pidf;

import org.jspecify.annotations.NullMarked;
