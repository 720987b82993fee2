/** Everything we can refuse, with its facts and without status codes; each edge owns one table from Kind to its own. */
@NullMarked
package org.pawn.refusal;

import org.jspecify.annotations.NullMarked;
