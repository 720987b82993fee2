/** Files for browsers: the specification, its pages, and the web component. */
@NullMarked
package org.pawn.rest.pages;

import org.jspecify.annotations.NullMarked;
