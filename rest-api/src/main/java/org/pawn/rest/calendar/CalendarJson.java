package org.pawn.rest.calendar;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarProblem;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Versions;

/** A calendar on the wire: of where it comes from no more than the host, and of credentials that there are some. */
record CalendarJson(
        String id,
        String kind,
        Optional<String> host,
        boolean hasCredentials,
        String effect,
        String coverage,
        Optional<Instant> asOf,
        int events,
        List<LeftOut> leftOut,
        Optional<String> problem,
        String version) {

    record LeftOut(String what, String why) {
        static LeftOut of(CalendarProblem problem) {
            String what = problem.resource()
                    .map(entry -> problem.component().isEmpty() ? entry : problem.component() + " in " + entry)
                    .orElseGet(() -> problem.component() + " at line " + problem.line());
            return new LeftOut(what, problem.reason());
        }
    }

    static CalendarJson of(CalendarReport report) {
        StoredCalendar calendar = report.calendar();
        Optional<CalendarOrigin.Feed> feed = calendar.feed();
        boolean hasCredentials = feed.flatMap(CalendarOrigin.Feed::credentials).isPresent();
        String content = calendar.copy()
                .map(copy -> Versions.of(copy.bytes().toByteArray()))
                .orElse("none");
        String state = calendar.id()
                + feed.map(CalendarOrigin.Feed::address)
                + hasCredentials
                + calendar.effect()
                + report.coverage()
                + content
                + report.problem();
        return new CalendarJson(
                calendar.id(),
                kind(calendar.origin()),
                feed.map(from -> from.address().getHost()),
                hasCredentials,
                label(calendar.effect()),
                BusyJson.label(report.coverage()),
                calendar.copy().map(copy -> copy.readAt().truncatedTo(ChronoUnit.MILLIS)),
                report.understood(),
                report.leftOut().stream().map(LeftOut::of).toList(),
                report.problem(),
                Versions.of(state));
    }

    private static String kind(CalendarOrigin origin) {
        if (origin instanceof CalendarOrigin.Feed) {
            return "url";
        } else if (origin instanceof CalendarOrigin.FolderFile) {
            return "folder";
        } else if (origin instanceof CalendarOrigin.Upload) {
            return "file";
        }
        throw new AssertionError(origin);
    }

    private static String label(StoredCalendar.Effect effect) {
        return switch (effect) {
            case BUSY -> "busy";
            case WORKING_HOURS -> "workingHours";
            case IGNORE -> "ignore";
        };
    }

    /** @throws Refusal.Invalid if there is no such effect */
    static StoredCalendar.Effect effect(String label) {
        for (StoredCalendar.Effect effect : StoredCalendar.Effect.values()) {
            if (label(effect).equals(label)) {
                return effect;
            }
        }
        throw new Refusal.Invalid("effect", "An effect is busy, workingHours or ignore.");
    }
}
