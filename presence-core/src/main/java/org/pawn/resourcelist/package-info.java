/** Lists of resources and what is told of them, as XML (RFC 4662, 4826, 5367). */
@NullMarked
package org.pawn.resourcelist;

import org.jspecify.annotations.NullMarked;
