package org.pawn.rest.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.freebusy.Attendee.Role;
import org.pawn.freebusy.MeetingQuestion;
import org.pawn.freebusy.TimeSpan;
import org.pawn.rest.http.Input;

/**
 * {@code POST /v1/meeting-times} as it comes.
 *
 * @param windows instants, or local times of {@code timeZone}
 * @param timeZone the caller's own, or the server's, without it
 */
record MeetingRequest(
        Optional<List<String>> required,
        Optional<List<String>> optional,
        String duration,
        List<Window> windows,
        Optional<String> timeZone,
        Optional<String> granularity,
        Optional<Boolean> ignoreWorkingHours,
        Optional<Integer> limit) {
    private static final int DEFAULT_LIMIT = 10;

    record Window(String start, String end) {}

    /** Whom the caller named, as it was written, in order; who is named as both is required. */
    Map<String, Role> attendees() {
        Map<String, Role> attendees = new LinkedHashMap<>();
        required.orElse(List.of()).forEach(requested -> attendees.put(requested, Role.REQUIRED));
        optional.orElse(List.of()).forEach(requested -> attendees.putIfAbsent(requested, Role.OPTIONAL));
        return attendees;
    }

    MeetingQuestion question(ZoneId ownZone) {
        ZoneId zone =
                timeZone.map(id -> Input.value("timeZone", () -> ZoneId.of(id))).orElse(ownZone);
        List<TimeSpan> spans = windows.stream()
                .map(window -> Input.value(
                        "windows", () -> new TimeSpan(instant(window.start(), zone), instant(window.end(), zone))))
                .toList();
        Duration length = Input.duration("duration", duration);
        Duration step =
                granularity.map(text -> Input.duration("granularity", text)).orElse(MeetingQuestion.DEFAULT_STEP);
        MeetingQuestion.Hours hours =
                ignoreWorkingHours.orElse(false) ? MeetingQuestion.Hours.IGNORED : MeetingQuestion.Hours.RESPECTED;
        return Input.value(
                "windows", () -> new MeetingQuestion(spans, zone, length, step, hours, limit.orElse(DEFAULT_LIMIT)));
    }

    private static Instant instant(String text, ZoneId zone) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
