package org.pawn.calendar.caldav;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.pawn.calendar.CalendarHouse;
import org.pawn.calendar.source.GuardedHttp;
import org.pawn.calendar.source.Network;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.FeedCredentials;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.FreeBusy;
import org.pawn.time.SettableTime;

/** Alice's calendar on a CalDAV server, from there to her busy time; the morning of 4 March 2030. */
final class DavHouse implements AutoCloseable {
    static final Instant MORNING = Instant.parse("2030-03-04T07:00:00Z");

    final DavServer server = new DavServer();
    final CalendarHouse house;
    private final GuardedHttp http;

    DavHouse() {
        this(Duration.ofSeconds(5));
    }

    /** @param deadline for each round, by the machine's clock */
    DavHouse(Duration deadline) {
        http = new GuardedHttp(List.of(Network.parse("127.0.0.0/8")), System::nanoTime, deadline, new Random(1));
        house = new CalendarHouse(
                MORNING, ZoneId.of("Europe/Berlin"), new CalDavSource(http, new SettableTime(MORNING)));
    }

    /** An hour's meeting on that day. */
    static String event(String uid, int hourUtc) {
        return CalendarHouse.ics(
                "BEGIN:VEVENT",
                "UID:" + uid,
                "DTSTART:20300304T%02d0000Z".formatted(hourUtc),
                "DTEND:20300304T%02d0000Z".formatted(hourUtc + 1),
                "SUMMARY:Board & budget <draft>",
                "DESCRIPTION:What nobody needs to keep",
                "BEGIN:VALARM",
                "TRIGGER:-PT15M",
                "ACTION:DISPLAY",
                "END:VALARM",
                "END:VEVENT");
    }

    CalendarReport put(String path) {
        return put(path, Optional.empty());
    }

    CalendarReport put(String path, FeedCredentials credentials) {
        return put(path, Optional.of(credentials));
    }

    private CalendarReport put(String path, Optional<FeedCredentials> credentials) {
        String url = path.startsWith("http") ? path : server.url(path);
        return house.calendars.put(CalendarHouse.ALICE, "work", new FeedRequest(url, credentials, Optional.empty()));
    }

    CalendarReport refresh() {
        return house.calendars.refresh(CalendarHouse.ALICE, "work");
    }

    /** The hours, in UTC, at which Alice's meetings of that day start. */
    List<Integer> busyHours() {
        return busy().busy().stream()
                .map(BusyInterval::start)
                .map(start -> (int) Duration.between(MORNING.minus(Duration.ofHours(7)), start)
                        .toHours())
                .toList();
    }

    FreeBusy busy() {
        Instant midnight = MORNING.minus(Duration.ofHours(7));
        return house.freeBusy.query(CalendarHouse.ALICE, midnight, midnight.plus(Duration.ofDays(1)));
    }

    String copy() {
        byte[] bytes = house.store
                .find(CalendarHouse.ALICE, "work")
                .orElseThrow()
                .copy()
                .orElseThrow()
                .bytes()
                .toByteArray();
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        house.close();
        http.close();
        server.close();
    }
}
