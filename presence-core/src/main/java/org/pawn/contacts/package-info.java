/** The roaming contact list (RFC 4826). */
@NullMarked
package org.pawn.contacts;

import org.jspecify.annotations.NullMarked;
