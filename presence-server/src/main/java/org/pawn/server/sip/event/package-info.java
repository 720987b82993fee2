/**
 * Subscriptions to events (RFC 6665): what is the same for every event package, and the packages themselves. Knows the
 * wire floor and the core, no other part of the edge.
 */
@NullMarked
package org.pawn.server.sip.event;

import org.jspecify.annotations.NullMarked;
