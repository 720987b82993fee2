package org.pawn.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.pawn.address.AddressOfRecord;
import org.pawn.calendar.CalendarBridge;
import org.pawn.calendar.CalendarConfig;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.InMemoryCalendarStore;
import org.pawn.freebusy.WorkingHours;
import org.pawn.presence.Availability;

/** Many people's meetings that start at one instant. */
final class BoundaryRun {
    /** @param last from the instant until the last of them was composed; {@code missed}: who never turned Busy */
    record Result(Duration last, long missed) {}

    private static final DateTimeFormatter ICAL =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final long PATIENCE_SECONDS = 60;

    Result on(EngineHouse house, int people, Duration ahead) throws InterruptedException {
        Instant start = house.time.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
        byte[] file = meeting(start).getBytes(StandardCharsets.UTF_8);
        CountDownLatch busy = new CountDownLatch(people);
        AtomicLong lastMillis = new AtomicLong();
        house.presence.addListener((before, after) -> {
            boolean turned = before.availability() != Availability.BUSY && after.availability() == Availability.BUSY;
            if (turned) {
                lastMillis.accumulateAndGet(house.time.now().toEpochMilli(), Math::max);
                busy.countDown();
            }
        });
        try (CalendarBridge bridge = new CalendarBridge(
                new InMemoryCalendarStore(),
                person -> new CalendarOwner(person, ZoneOffset.UTC, Set.of(), WorkingHours.UNKNOWN, false),
                house.presence,
                house.time,
                house.timers,
                CalendarConfig.DEFAULT)) {
            for (int i = 0; i < people; i++) {
                AddressOfRecord person = house.person("meeting", i);
                house.presence.put(person, house.desk(Availability.AVAILABLE));
                bridge.calendars().put(person, "work", CalendarBytes.of(file));
            }
            if (!house.time.now().isBefore(start)) {
                throw new IllegalStateException("the machine is too slow to be ready before the meetings start");
            }
            boolean all = busy.await(
                    Duration.between(house.time.now(), start).toSeconds() + PATIENCE_SECONDS, TimeUnit.SECONDS);
            long missed = all ? 0 : busy.getCount();
            return new Result(Duration.ofMillis(lastMillis.get() - start.toEpochMilli()), missed);
        }
    }

    private static String meeting(Instant start) {
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Pawn//bench//EN",
                "BEGIN:VEVENT",
                "UID:all-hands@example.com",
                "DTSTAMP:20300101T000000Z",
                "DTSTART:" + ICAL.format(start),
                "DTEND:" + ICAL.format(start.plus(Duration.ofHours(1))),
                "SUMMARY:All hands",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }
}
