/** Digest access authentication: signed nonces and verification (RFC 7616, 8760), shared by SIP and XCAP; JDK only. */
@NullMarked
package org.pawn.digest;

import org.jspecify.annotations.NullMarked;
