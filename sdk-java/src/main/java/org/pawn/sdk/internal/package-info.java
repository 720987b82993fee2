/** How the SDK does it: HTTP, JSON, retries, reconnecting. Free to change; import nothing from here. */
@NullMarked
package org.pawn.sdk.internal;

import org.jspecify.annotations.NullMarked;
