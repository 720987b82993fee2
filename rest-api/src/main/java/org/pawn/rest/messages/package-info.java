/** Instant messages: send, and see what waits for oneself. */
@NullMarked
package org.pawn.rest.messages;

import org.jspecify.annotations.NullMarked;
