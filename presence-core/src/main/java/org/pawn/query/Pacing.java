package org.pawn.query;

import java.time.Duration;
import org.pawn.concurrent.Lanes;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/**
 * How often the watcher of a query is told.
 *
 * @param lanes on which what had to wait is told
 * @param interval the first news goes out at once, further ones wait until this long after the last
 */
public record Pacing(Lanes lanes, TimeSource time, Timers timers, Duration interval) {}
