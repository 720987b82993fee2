/** Who looked at whom, for those who are looked at. */
@NullMarked
package org.pawn.audit;

import org.jspecify.annotations.NullMarked;
