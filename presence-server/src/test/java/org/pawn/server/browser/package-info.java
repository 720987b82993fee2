/** What people see on a page, in a real browser: {@code pawn.js} alone, and the samples before the whole server. */
@NullMarked
package org.pawn.server.browser;

import org.jspecify.annotations.NullMarked;
