/** The REST edge: {@link org.pawn.rest.RestApi} starts and stops it and names every resource. */
@NullMarked
package org.pawn.rest;

import org.jspecify.annotations.NullMarked;
