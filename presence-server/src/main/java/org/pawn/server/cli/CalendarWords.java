package org.pawn.server.cli;

import org.pawn.sdk.CalendarSource;

/** A calendar in a few words. */
final class CalendarWords {
    private CalendarWords() {}

    static String of(CalendarSource calendar) {
        return "Calendar " + calendar.id()
                + calendar.events()
                        .map(count -> ": " + count + (count == 1 ? " event" : " events"))
                        .orElse("")
                + calendar.problem().map(text -> "; not read: " + text).orElse("")
                + ".";
    }

    static String leftOut(CalendarSource calendar) {
        if (calendar.leftOut().isEmpty()) {
            return "";
        }
        CalendarSource.LeftOut first = calendar.leftOut().get(0);
        return " Left out: " + calendar.leftOut().size() + ", such as " + first.what() + " (" + first.why() + ").";
    }
}
