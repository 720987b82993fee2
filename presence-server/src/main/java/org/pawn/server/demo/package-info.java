/** Sample people, calendars and movement for {@code pawn demo}. */
@NullMarked
package org.pawn.server.demo;

import org.jspecify.annotations.NullMarked;
