/** A plug-in of the document tool: it knows project codes, and where they lead. */
@NullMarked
package org.pawn.samples.projectcode;

import org.jspecify.annotations.NullMarked;
