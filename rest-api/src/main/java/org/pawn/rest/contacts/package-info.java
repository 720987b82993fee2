/** The roaming contact list and its groups. */
@NullMarked
package org.pawn.rest.contacts;

import org.jspecify.annotations.NullMarked;
