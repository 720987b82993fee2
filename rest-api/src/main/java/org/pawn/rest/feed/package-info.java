/** The live feed: presence and messages over WebSocket, resumable, bounded, pushed by the same services as SIP. */
@NullMarked
package org.pawn.rest.feed;

import org.jspecify.annotations.NullMarked;
