/** Asking for people by how they are: "any supervisor who is available", once or for as long as somebody watches. */
@NullMarked
package org.pawn.query;

import org.jspecify.annotations.NullMarked;
