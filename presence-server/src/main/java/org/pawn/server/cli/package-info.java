/** The client commands of {@code pawn}: a user of the SDK, and nothing more. */
@NullMarked
package org.pawn.server.cli;

import org.jspecify.annotations.NullMarked;
