/** What a subscriber wants to hear of, and when (RFC 4660, 4661). */
@NullMarked
package org.pawn.filter;

import org.jspecify.annotations.NullMarked;
