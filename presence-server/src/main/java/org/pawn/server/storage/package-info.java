/** The stores on embedded H2: everything that survives a restart. */
@NullMarked
package org.pawn.server.storage;

import org.jspecify.annotations.NullMarked;
