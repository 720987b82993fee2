/** People and groups: look up, search, authenticate, write. */
@NullMarked
package org.pawn.directory;

import org.jspecify.annotations.NullMarked;
