package org.pawn.server.sip;

import java.time.Duration;
import java.util.List;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.server.sip.proxy.CallListener;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;

/** Lets calls that go through us show: both sides are in a call while it is up (RFC 4235's confirmed dialogs). */
final class CallPresence implements CallListener {
    private static final Duration LONGEST = Duration.ofHours(12);

    private final PresenceService presence;
    private final TimeSource time;

    CallPresence(PresenceService presence, TimeSource time) {
        this.presence = presence;
        this.time = time;
    }

    @Override
    public void confirmed(String call, AddressOfRecord caller, AddressOfRecord callee) {
        for (AddressOfRecord person : List.of(caller, callee)) {
            Moment now = time.moment();
            PresenceRecord record = PresenceRecord.of(Source.CALL, call, Availability.BUSY, now, now.deadline(LONGEST))
                    .withActivities(List.of(Activity.of(Activity.Kind.IN_A_CALL)));
            presence.put(person, record);
        }
    }

    @Override
    public void ended(String call, AddressOfRecord caller, AddressOfRecord callee) {
        presence.remove(caller, Source.CALL, call);
        presence.remove(callee, Source.CALL, call);
    }
}
