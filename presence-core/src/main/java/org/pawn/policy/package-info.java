/** Who may see what (RFC 5025): the one choke point before every protocol. */
@NullMarked
package org.pawn.policy;

import org.jspecify.annotations.NullMarked;
