/** The start: arguments, configuration, the composition root, and an orderly stop. */
@NullMarked
package org.pawn.server.main;

import org.jspecify.annotations.NullMarked;
