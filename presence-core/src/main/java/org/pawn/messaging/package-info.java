/** Page-mode instant messages, delivered or kept (RFC 3428). */
@NullMarked
package org.pawn.messaging;

import org.jspecify.annotations.NullMarked;
