/** People, groups and phone numbers in running text. */
@NullMarked
package org.pawn.rest.recognize;

import org.jspecify.annotations.NullMarked;
