package org.pawn.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;
import org.pawn.presence.Tuple;

/** Cuts a presence down to what a level sees (RFC 5025 section 3.3 calls this a transformation). Pure. */
final class PresenceFilter {
    private static final long LAST_ACTIVE_STEP_SECONDS = 300;

    private PresenceFilter() {}

    static PresenceDocument seen(PresenceDocument document, Level level) {
        return level == Level.SELF ? document : filter(appearance(document), level);
    }

    /** Someone who is signed out since the viewer was blocked politely, and has no calendar: always the same. */
    static PresenceDocument disguise(AddressOfRecord presentity, Grant grant) {
        return filter(signedOut(PresenceDocument.offline(presentity), grant.since()), grant.level());
    }

    /** Someone who appears offline shows as one who signed out then, whatever they do. */
    private static PresenceDocument appearance(PresenceDocument document) {
        if (document.appearsAs().isPresent()) {
            return signedOut(document, Optional.of(document.appearsAs().get().since()));
        }
        return document.availability() == Availability.OFFLINE ? signedOut(document, document.since()) : document;
    }

    private static PresenceDocument signedOut(PresenceDocument document, Optional<Instant> since) {
        List<Activity> decorations = document.activities().stream()
                .filter(activity ->
                        activity.kind() == Activity.Kind.OUT_OF_OFFICE || activity.kind() == Activity.Kind.OFF_WORK)
                .toList();
        return new PresenceDocument(
                document.presentity(),
                Availability.OFFLINE,
                decorations,
                false,
                since,
                Optional.empty(),
                document.outOfOffice(),
                document.schedule(),
                document.workLocation(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false);
    }

    private static PresenceDocument filter(PresenceDocument document, Level level) {
        boolean company = level.atLeast(Level.COMPANY);
        boolean team = level.atLeast(Level.TEAM);
        return new PresenceDocument(
                document.presentity(),
                document.availability(),
                company ? document.activities() : List.of(),
                company && document.idle(),
                document.since(),
                company ? document.note() : Optional.empty(),
                company ? document.outOfOffice() : Optional.empty(),
                company ? document.schedule() : Schedule.UNKNOWN,
                team ? document.workLocation() : Optional.empty(),
                team ? document.lastActive().map(PresenceFilter::rounded) : Optional.empty(),
                document.tuples().stream().map(tuple -> filter(tuple, level)).toList(),
                Optional.empty(),
                document.stale());
    }

    private static Tuple filter(Tuple tuple, Level level) {
        boolean personal = level.atLeast(Level.PERSONAL);
        return new Tuple(
                tuple.id(),
                tuple.availability(),
                level.atLeast(Level.COMPANY) ? tuple.note() : Optional.empty(),
                personal ? tuple.contact() : Optional.empty(),
                level.atLeast(Level.TEAM) ? tuple.device() : Optional.empty(),
                personal ? tuple.capabilities() : List.of(),
                level.atLeast(Level.TEAM) ? tuple.lastActive().map(PresenceFilter::rounded) : Optional.empty(),
                personal ? tuple.q() : 0);
    }

    private static Instant rounded(Instant instant) {
        long seconds = instant.truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, LAST_ACTIVE_STEP_SECONDS));
    }
}
