/**
 * The SIP edge's lower floor: sockets, framing, transactions. Bytes in, a narrow {@code SipRequest} up, answers down
 * (RFC 3261 sections 17 and 18). The only package that knows jain-sip; replaceable as a whole.
 */
@NullMarked
package org.pawn.server.sip.wire;

import org.jspecify.annotations.NullMarked;
