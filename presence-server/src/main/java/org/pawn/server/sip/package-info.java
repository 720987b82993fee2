/** The SIP edge's upper floor: one handler a method, which translates to the domain's services and back (RFC 3261). */
@NullMarked
package org.pawn.server.sip;

import org.jspecify.annotations.NullMarked;
