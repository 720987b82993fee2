/** The directory: people, their cards, groups; and what an administrator does to them. */
@NullMarked
package org.pawn.rest.people;

import org.jspecify.annotations.NullMarked;
