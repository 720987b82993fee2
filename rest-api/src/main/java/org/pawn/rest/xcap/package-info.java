/** XCAP (RFC 4825): people's documents by HTTP, for programs that know only that. */
@NullMarked
package org.pawn.rest.xcap;

import org.jspecify.annotations.NullMarked;
