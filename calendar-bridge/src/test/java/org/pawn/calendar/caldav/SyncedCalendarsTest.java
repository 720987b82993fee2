package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.pawn.calendar.CalendarHouse;
import org.pawn.freebusy.CalendarBytes;

/** What is kept of a calendar server's calendars, and whether it comes back. */
final class SyncedCalendarsTest {
    private static final HttpUrl ADDRESS = HttpUrl.get("https://dav.example.com/");
    private static final HttpUrl HOME = HttpUrl.get("https://dav.example.com/calendars/alice/");
    private static final HttpUrl WORK = HttpUrl.get("https://dav.example.com/calendars/alice/work/");
    private static final HttpUrl TEAM = HttpUrl.get("https://team.example.com/shared/");

    private static SyncedCalendars calendars() {
        SyncedCalendars calendars = new SyncedCalendars(ADDRESS);
        calendars.take(new Discovery.Found.Calendars(
                List.of(HOME),
                List.of(
                        new CalendarCollection(WORK, Optional.empty(), Optional.empty()),
                        new CalendarCollection(TEAM, Optional.empty(), Optional.empty()))));
        SyncedCollection work = calendars.at(WORK).orElseThrow();
        work.listedAt(Optional.of("token-7"), Optional.of("\"tag\""));
        String event = CalendarHouse.ics("BEGIN:VEVENT", "UID:a", "DTSTART:20300304T090000Z", "END:VEVENT");
        add(work, "/calendars/alice/work/a.ics", "\"1\"", event);
        add(work, "/calendars/alice/work/na%C3%AFve.ics", "\"2\"", event + event.replace("UID:a", "UID:\u00e4"));
        add(work, "/calendars/alice/work/bad.ics", "\"3\"", "nothing at all");
        add(calendars.at(TEAM).orElseThrow(), "https://team.example.com/shared/b.ics", Entry.NO_TAG, event);
        return calendars;
    }

    private static void add(SyncedCollection collection, String href, String tag, String content) {
        collection.put(Entry.read(href, collection.shortHref(href), tag, CalendarBytes.of(content)));
    }

    @Test
    void itComesBackAsItWas() {
        SyncedCalendars kept = calendars();

        SyncedCalendars read = SyncedCalendars.read(ADDRESS, kept.written());

        assertThat(read.homes()).containsExactly(HOME);
        assertThat(read.at(WORK).orElseThrow().syncToken()).contains("token-7");
        assertThat(read.at(WORK).orElseThrow().tag()).contains("\"tag\"");
        assertThat(read.at(WORK).orElseThrow().entries())
                .containsExactlyElementsOf(kept.at(WORK).orElseThrow().entries());
        assertThat(read.at(TEAM).orElseThrow().entries()).extracting(Entry::tag).containsExactly(Entry.NO_TAG);
        assertThat(read.written()).isEqualTo(kept.written());
    }

    @Test
    void whatWasChangedOnTheWayCountsAsUnknownOrIsReadAndNothingElse() {
        byte[] whole = calendars().written().toByteArray();
        Random random = new Random(6578);
        int unknown = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] changed = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            SyncedCalendars read = SyncedCalendars.read(ADDRESS, CalendarBytes.of(changed));
            unknown += read.collections().isEmpty() ? 1 : 0;
        }
        assertThat(unknown).isBetween(1, 2_999);
    }

    @Test
    void aFileIsNotTakenForIt() {
        CalendarBytes file = CalendarBytes.of(CalendarHouse.ics("X-PAWN-CALDAV:1"));

        assertThat(SyncedCalendars.read(ADDRESS, file).collections()).isEmpty();
        assertThat(new String(calendars().written().start(40), StandardCharsets.US_ASCII))
                .startsWith("BEGIN:VCALENDAR\r\nX-PAWN-CALDAV:1.");
    }
}
