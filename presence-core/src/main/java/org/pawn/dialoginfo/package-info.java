/** Dialog state bodies to plain values and on to what they mean for presence (RFC 4235). */
@NullMarked
package org.pawn.dialoginfo;

import org.jspecify.annotations.NullMarked;
