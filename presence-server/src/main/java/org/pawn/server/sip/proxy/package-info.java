/**
 * The proxy (RFC 3261 section 16): what people's devices say to each other, calls above all, goes through us; knows
 * nothing of what it is about.
 */
@NullMarked
package org.pawn.server.sip.proxy;

import org.jspecify.annotations.NullMarked;
