/** A document tool: text, Word or OpenDocument in, a page out on which the people are alive. */
@NullMarked
package org.pawn.samples.document;

import org.jspecify.annotations.NullMarked;
