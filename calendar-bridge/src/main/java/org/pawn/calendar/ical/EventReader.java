package org.pawn.calendar.ical;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pawn.calendar.ical.EventPart.Repetition;
import org.pawn.freebusy.CalendarOwner;

/**
 * Reads a VEVENT or an AVAILABLE. Its own times must be right, or it is broken; a broken RDATE or EXDATE is reported and
 * left out alone.
 */
final class EventReader {
    private final Zones zones;
    private final CalendarOwner owner;
    private final BiConsumer<ContentLine, String> problems;

    EventReader(Zones zones, CalendarOwner owner, BiConsumer<ContentLine, String> problems) {
        this.zones = zones;
        this.owner = owner;
        this.problems = problems;
    }

    /** {@code order} tells equal revisions apart: the later in the file wins. */
    EventPart read(IcalComponent event, int order) {
        Optional<ContentLine> replaced = event.first("RECURRENCE-ID");
        Optional<IcalTime> recurrenceId = replaced.map(line -> IcalTime.parse(line, zones));
        IcalTime start = event.first("DTSTART")
                .map(line -> IcalTime.parse(line, zones))
                .or(() -> recurrenceId) // a cancellation may say no more than which one
                .orElseThrow(() -> new BrokenComponent("it has no DTSTART"));
        Participation participation = Participation.of(event, owner);
        return new EventPart(
                order,
                event.text("UID").orElse("line-" + event.line()),
                event.text("SEQUENCE").map(EventReader::number).orElse(0L),
                event.first("DTSTAMP").map(this::stamp).orElse(Instant.MIN),
                recurrenceId,
                replaced.filter(line -> line.hasParameter("RANGE", "THISANDFUTURE"))
                        .isPresent(),
                start,
                extent(event, start),
                repetition(event),
                participation.kind(),
                start.isDate()
                        || event.text("X-MICROSOFT-CDO-ALLDAYEVENT")
                                .filter("TRUE"::equalsIgnoreCase)
                                .isPresent(),
                participation.withOthers(),
                participation.subject());
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private Instant stamp(ContentLine line) {
        try {
            return IcalTime.parse(line, zones).instant();
        } catch (BrokenComponent unreadable) {
            return Instant.MIN; // it only tells revisions apart
        }
    }

    private Extent extent(IcalComponent event, IcalTime start) {
        Optional<ContentLine> end = event.first("DTEND");
        if (end.isPresent()) {
            return Extent.between(start, IcalTime.parse(end.get(), zones), end.get());
        }
        return event.first("DURATION")
                .map(Extent::parse)
                .orElse(start.isDate() ? new Extent(1, Duration.ZERO) : Extent.NONE);
    }

    private Repetition repetition(IcalComponent event) {
        List<Repetition.Extra> dates = new ArrayList<>();
        event.all("RDATE").forEach(line -> each(line, text -> dates.add(extra(text, line))));
        List<IcalTime> except = new ArrayList<>();
        event.all("EXDATE").forEach(line -> each(line, text -> except.add(IcalTime.parse(text, line, zones))));
        return new Repetition(rules(event, "RRULE"), rules(event, "EXRULE"), dates, except);
    }

    private List<RecurrenceRule> rules(IcalComponent event, String name) {
        return event.all(name).stream()
                .filter(line -> !line.value().isBlank())
                .map(line -> RecurrenceRule.parse(line, zones))
                .toList();
    }

    private void each(ContentLine line, Consumer<String> accept) {
        for (String text : line.value().split(",")) {
            try {
                if (!text.isBlank()) {
                    accept.accept(text.strip());
                }
            } catch (BrokenComponent broken) {
                problems.accept(line, broken.reason());
            }
        }
    }

    private Repetition.Extra extra(String text, ContentLine line) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Repetition.Extra(IcalTime.parse(text, line, zones), Optional.empty());
        }
        IcalTime start = IcalTime.parse(text.substring(0, slash), line, zones);
        String end = text.substring(slash + 1);
        Extent extent = end.matches("[+-]?[Pp].*")
                ? Extent.parse(end, line)
                : Extent.between(start, IcalTime.parse(end, line, zones), line);
        return new Repetition.Extra(start, Optional.of(extent));
    }
}
