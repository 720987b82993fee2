/** Addresses of record: parse, compare, print (RFC 3261 section 19.1). */
@NullMarked
package org.pawn.address;

import org.jspecify.annotations.NullMarked;
