/** Changes to XML documents, by selector (RFC 5261). */
@NullMarked
package org.pawn.xmlpatch;

import org.jspecify.annotations.NullMarked;
