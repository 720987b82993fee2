/** The pawn as a picture: SVG, PNG, a Swing icon, and its text for those who cannot see it. */
@NullMarked
package org.pawn.sdk.icon;

import org.jspecify.annotations.NullMarked;
