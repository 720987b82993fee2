/** What survives when the server's process is killed. */
@NullMarked
package org.pawn.server.durability;

import org.jspecify.annotations.NullMarked;
