/** Untrusted XML bodies on the JDK's StAX, read by one hardened and bounded walk; knows no document. */
@NullMarked
package org.pawn.xml;

import org.jspecify.annotations.NullMarked;
