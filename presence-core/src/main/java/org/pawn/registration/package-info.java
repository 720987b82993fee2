/** The devices a person can be reached at (RFC 3261 section 10). */
@NullMarked
package org.pawn.registration;

import org.jspecify.annotations.NullMarked;
