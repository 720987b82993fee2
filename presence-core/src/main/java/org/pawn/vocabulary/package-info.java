/** Presence words of other protocols and ours, as one set of tables in CSV; no protocol is spoken here. */
@NullMarked
package org.pawn.vocabulary;

import org.jspecify.annotations.NullMarked;
