/** What a person's sources say, composed into one presence (RFC 2778, 3903, 4479). */
@NullMarked
package org.pawn.presence;

import org.jspecify.annotations.NullMarked;
