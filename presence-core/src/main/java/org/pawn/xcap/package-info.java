/** People's documents: a second view of contacts and rules, by document, element and attribute (RFC 4825 without HTTP). */
@NullMarked
package org.pawn.xcap;

import org.jspecify.annotations.NullMarked;
