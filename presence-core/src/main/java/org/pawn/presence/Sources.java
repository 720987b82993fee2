package org.pawn.presence;

import java.util.List;

/**
 * Everything the composer looks at.
 *
 * @param records of every source but the calendar's and the person's own hand
 * @param restoredUntilNanos until when what was read back at a restart shows as stale; monotonic
 * @param isDeviceless whether the person never had a device that this server heard of
 */
record Sources(
        List<PresenceRecord> records,
        ByHand byHand,
        CalendarState calendar,
        long restoredUntilNanos,
        boolean isDeviceless) {}
