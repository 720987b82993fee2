/** What may disturb a person, and when: their quiet hours and their choices. */
@NullMarked
package org.pawn.notification;

import org.jspecify.annotations.NullMarked;
