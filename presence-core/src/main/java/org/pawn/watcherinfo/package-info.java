/** Lists of watchers as XML (RFC 3858). */
@NullMarked
package org.pawn.watcherinfo;

import org.jspecify.annotations.NullMarked;
