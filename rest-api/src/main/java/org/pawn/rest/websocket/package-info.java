/** WebSockets on our ports that speak somebody else's protocol: who may open one, how long it lives, how much it holds. */
@NullMarked
package org.pawn.rest.websocket;

import org.jspecify.annotations.NullMarked;
