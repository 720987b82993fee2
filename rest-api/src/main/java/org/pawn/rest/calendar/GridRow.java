package org.pawn.rest.calendar;

import java.util.Optional;
import org.pawn.freebusy.FreeBusy;

/**
 * One person in a grid.
 *
 * @param name text of anybody's
 * @param remark why nothing is known, where nothing is
 */
record GridRow(String name, Optional<String> remark, FreeBusy time) {}
