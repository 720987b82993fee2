package org.pawn.presence;

import java.util.Collection;

/** Everything the composer looks at. */
record Sources(Collection<PresenceRecord> records, ByHand byHand, CalendarState calendar) {}
