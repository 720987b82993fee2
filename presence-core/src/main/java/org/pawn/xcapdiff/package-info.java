/** What changed of XCAP documents, as XML (RFC 5874). */
@NullMarked
package org.pawn.xcapdiff;

import org.jspecify.annotations.NullMarked;
