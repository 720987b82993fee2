package org.pawn.calendar;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.calendar.ical.IcalExpander;
import org.pawn.concurrent.Lanes;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.CalendarPresence;
import org.pawn.freebusy.CalendarService;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.ExpandedCalendars;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.freebusy.InMemoryCalendarStore;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.time.Moment;
import org.pawn.time.SettableTime;

/** Everything between a calendar file and presence, real but for the clock: a test moves it. */
public final class CalendarHouse implements AutoCloseable {
    public static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");

    public final SettableTime time;
    public final InMemoryCalendarStore store = new InMemoryCalendarStore();
    public final PresenceService presence;
    public final ExpandedCalendars expanded;
    public final CalendarPresence schedules;
    public final CalendarService calendars;
    public final FreeBusyService freeBusy;
    private final Lanes lanes = new Lanes(1);

    public CalendarHouse(Instant now, ZoneId zone, CalendarSource source) {
        time = new SettableTime(now);
        presence = new PresenceService(
                lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
        presence.start();
        var expander = new IcalExpander(System::nanoTime);
        expanded = new ExpandedCalendars(store, expander, person -> CalendarOwner.of(person, zone));
        schedules = new CalendarPresence(expanded, presence, time, time, Runnable::run, Runnable::run);
        calendars = new CalendarService(store, expander, person -> CalendarOwner.of(person, zone), source, time);
        calendars.addListener(schedules::changed);
        freeBusy = new FreeBusyService(expanded, time);
    }

    /** Alice at her desk, for the whole test. */
    public void signIn() {
        Moment now = time.moment();
        presence.put(ALICE, PresenceRecord.of(Source.DEVICE, "desk", Availability.AVAILABLE, now, Long.MAX_VALUE / 2))
                .join();
    }

    public void put(String... lines) {
        calendars.put(ALICE, "work", CalendarBytes.of(ics(lines)));
    }

    public static String ics(String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.com//test//EN\r\n"
                + String.join("\r\n", lines)
                + "\r\nEND:VCALENDAR\r\n";
    }

    /** Alice's presence at {@code instant}, with everything done that was due by then. */
    public PresenceDocument at(String instant) {
        time.advanceTo(Instant.parse(instant));
        lanes.run(ALICE, Optional::empty).join();
        return presence.current(ALICE);
    }

    @Override
    public void close() {
        schedules.close();
        presence.close();
        lanes.close();
    }
}
