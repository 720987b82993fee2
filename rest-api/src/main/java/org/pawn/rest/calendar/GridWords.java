package org.pawn.rest.calendar;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a grid shows, in words: for whoever does not see it. */
final class GridWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int MAX_SPANS_EACH = 200;

    private final GridQuestion question;

    GridWords(GridQuestion question) {
        this.question = question;
    }

    String title(int people) {
        return "Busy time of " + (people == 1 ? "one person" : people + " people") + ", " + DATE.format(question.from())
                + " to " + DATE.format(question.from().plusDays(question.days() - 1L)) + ", by the clock of "
                + question.zone().getId();
    }

    String row(GridRow row) {
        List<TakenTime> taken = TakenTime.of(row.time());
        StringBuilder words = new StringBuilder(row.name()).append(": ");
        row.remark().ifPresent(remark -> words.append(remark).append(". "));
        if (taken.isEmpty()) {
            words.append("free all the time. ");
        }
        for (TakenTime one : taken.subList(0, Math.min(taken.size(), MAX_SPANS_EACH))) {
            words.append(span(one)).append("; ");
        }
        if (taken.size() > MAX_SPANS_EACH) {
            words.append("and ").append(taken.size() - MAX_SPANS_EACH).append(" more; ");
        }
        return words.toString().strip();
    }

    /** {@code busy Monday 4 March 09:00 to 10:00}. */
    String span(TakenTime taken) {
        ZonedDateTime start = local(taken.start());
        ZonedDateTime end = local(taken.end());
        boolean isSameDay = start.toLocalDate().equals(end.minusNanos(1).toLocalDate());
        String until = isSameDay && !end.toLocalTime().equals(java.time.LocalTime.MIDNIGHT)
                ? TIME.format(end)
                : isSameDay ? "24:00" : DAY.format(end) + " " + TIME.format(end);
        return type(taken) + " " + DAY.format(start) + " " + TIME.format(start) + " to " + until;
    }

    static String type(TakenTime taken) {
        return switch (taken.type()) {
            case "BUSY-TENTATIVE" -> "tentative";
            case "BUSY-UNAVAILABLE" -> "away";
            case TakenTime.UNKNOWN -> "not known";
            default -> "busy";
        };
    }

    private ZonedDateTime local(Instant instant) {
        return instant.atZone(question.zone());
    }
}
