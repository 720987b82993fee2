/** What is inside page-mode messages, as far as we look: CPIM, receipts, lists of recipients (RFC 3862, 5438, 5365). */
@NullMarked
package org.pawn.server.sip.message;

import org.jspecify.annotations.NullMarked;
