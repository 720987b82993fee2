package org.pawn.calendar.ical;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.FreeBusyRequest;
import org.pawn.freebusy.FreeBusyRequestReader;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

/** Reads a VFREEBUSY with the method REQUEST (RFC 5546 section 3.3.2). */
public final class ItipReader implements FreeBusyRequestReader {
    private static final String MESSAGE = "message";

    private final LongSupplier nanos;

    /** @param nanos by which the time that reading may take is measured */
    public ItipReader(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public FreeBusyRequest read(CalendarBytes message) {
        try {
            List<IcalComponent> calendars = IcalReader.read(message, new ArrayList<>());
            if (calendars.size() != 1) {
                throw new Refusal.Invalid(MESSAGE, "A message is one VCALENDAR.");
            }
            return request(calendars.get(0));
        } catch (BrokenComponent broken) {
            throw new Refusal.Invalid(MESSAGE, "The VFREEBUSY cannot be read: " + broken.reason() + ".");
        } catch (IllegalArgumentException impossible) {
            throw new Refusal.Invalid(MESSAGE, "The VFREEBUSY cannot be: " + impossible.getMessage() + ".");
        } catch (StackOverflowError tooDeep) { // counts as bad input
            throw new Refusal.Invalid(MESSAGE, "The message is nested too deep.");
        }
    }

    private FreeBusyRequest request(IcalComponent calendar) {
        List<IcalComponent> components = calendar.children("VFREEBUSY");
        boolean isRequest =
                calendar.text("METHOD").filter("REQUEST"::equalsIgnoreCase).isPresent();
        if (!isRequest || components.size() != 1) {
            throw new Refusal.Invalid(MESSAGE, "A question after busy time is one VFREEBUSY with METHOD:REQUEST.");
        }
        IcalComponent question = components.get(0);
        Budget budget = new Budget(nanos, Duration.ofSeconds(2), 10_000);
        Zones zones = new Zones(calendar, ZoneOffset.UTC, budget);
        return new FreeBusyRequest(
                text(question, "UID"),
                text(question, "ORGANIZER"),
                question.all("ATTENDEE").stream()
                        .map(line -> line.value().strip())
                        .toList(),
                new TimeSpan(time(question, "DTSTART", zones), time(question, "DTEND", zones)));
    }

    private static String text(IcalComponent component, String name) {
        return component.text(name).orElseThrow(() -> new BrokenComponent(name + " is missing"));
    }

    private static Instant time(IcalComponent component, String name, Zones zones) {
        return component
                .first(name)
                .map(line -> IcalTime.parse(line, zones).instant())
                .orElseThrow(() -> new BrokenComponent(name + " is missing"));
    }
}
