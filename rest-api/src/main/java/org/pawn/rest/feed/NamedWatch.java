package org.pawn.rest.feed;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;

/** One watch of a connection: whom it names, and what of them it tells. Guarded by the {@link WatchedPeople} it is of. */
final class NamedWatch {
    final Set<AddressOfRecord> people = new LinkedHashSet<>();
    boolean muted;

    @Nullable
    QueryWatch query; // whose people these are, if they are a query's

    /** Whether a change to that is told. */
    boolean tells(PresenceView view) {
        return !muted && lets(view);
    }

    /** Whether somebody who shows like that belongs here: of a query's people, those who meet it. */
    boolean lets(PresenceView view) {
        return query == null || query.has(view);
    }
}
