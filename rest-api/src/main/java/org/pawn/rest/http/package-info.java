/** What every REST resource stands on: problems, authentication, bodies, versions, limits; it knows no resource. */
@NullMarked
package org.pawn.rest.http;

import org.jspecify.annotations.NullMarked;
