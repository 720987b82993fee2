package org.pawn.server.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pawn.sdk.Activity;
import org.pawn.sdk.Presence;
import org.pawn.sdk.Schedule;
import org.pawn.sdk.icon.PresenceIcon;

/** A presence in a few words for a person. */
final class PresenceWords {
    private static final Map<Activity, String> ACTIVITIES = Map.ofEntries(
            Map.entry(Activity.PRESENTING, "presenting"),
            Map.entry(Activity.IN_A_CONFERENCE_CALL, "in a conference call"),
            Map.entry(Activity.IN_A_CALL, "in a call"),
            Map.entry(Activity.IN_A_MEETING, "in a meeting"),
            Map.entry(Activity.APPOINTMENT, "at an appointment"),
            Map.entry(Activity.FOCUSING, "focusing"),
            Map.entry(Activity.URGENT_ONLY, "urgent matters only"),
            Map.entry(Activity.OUT_OF_OFFICE, "out of office"),
            Map.entry(Activity.OFF_WORK, "off work"),
            Map.entry(Activity.LUNCH, "at lunch"),
            Map.entry(Activity.TRAVELLING, "travelling"),
            Map.entry(Activity.INACTIVE, "inactive"));

    private PresenceWords() {}

    /** {@code Busy, in a meeting}. */
    static String state(Presence presence) {
        String state = PresenceIcon.of(presence.availability(), presence.idle()).text(Locale.ENGLISH);
        Optional<String> doing = presence.activity()
                .flatMap(what -> Optional.ofNullable(ACTIVITIES.get(what)).or(presence::activityText));
        return state + doing.map(words -> ", " + words).orElse("") + (presence.stale() ? " (last known)" : "");
    }

    /** {@code busy until 10:00}; nothing where the schedule is unknown or hidden. */
    static String schedule(Presence presence, Function<Instant, String> time) {
        return presence.schedule()
                .filter(schedule -> schedule.state() != Schedule.State.UNKNOWN)
                .map(schedule -> name(schedule.state())
                        + schedule.until()
                                .map(end -> " until " + time.apply(end))
                                .orElse("")
                        + schedule.freeAt()
                                .filter(free -> schedule.state() != Schedule.State.FREE
                                        && !schedule.until().equals(Optional.of(free)))
                                .map(free -> ", free at " + time.apply(free))
                                .orElse(""))
                .orElse("");
    }

    private static String name(Schedule.State state) {
        return switch (state) {
            case FREE -> "free";
            case TENTATIVE -> "tentatively busy";
            case BUSY -> "busy";
            case OUT_OF_OFFICE -> "out of office";
            case ELSEWHERE -> "working elsewhere";
            case UNKNOWN -> "unknown";
        };
    }
}
