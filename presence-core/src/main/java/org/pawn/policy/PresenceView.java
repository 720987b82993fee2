package org.pawn.policy;

import java.time.ZoneId;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.presence.PresenceDocument;

/**
 * One person's presence as viewers of one level see it; what they may not see is absent.
 *
 * @param version opaque; changes exactly when this view changes
 */
public record PresenceView(PresenceDocument document, Optional<ZoneId> timeZone, Level level, String version) {
    /** Whether the person's name in the directory goes with it; others know the address alone. */
    public boolean showsName() {
        return level.atLeast(Level.COMPANY);
    }
}
