/** What people choose of how messages come to them. */
@NullMarked
package org.pawn.rest.notification;

import org.jspecify.annotations.NullMarked;
