/** The Java SDK: ask for presence, publish it, follow it live. Nothing of another module or library shows here. */
@NullMarked
package org.pawn.sdk;

import org.jspecify.annotations.NullMarked;
