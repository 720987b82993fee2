package org.pawn.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.calendar.CalendarHouse.ALICE;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.StoredCalendar;

/**
 * A feed that names its time zone anew each time it is read, as servers do that make up a name for whatever a person has
 * set. A parser that registers each with the JVM holds all of them for ever.
 */
final class ChangingZonesTest {
    private static final long MOST_BYTES = 20_000_000;
    private static final int WARM_UP = 500;
    private static final int A_DAY = 1_000; // readings

    @Test
    void fiveThousandReadingsHoldNoMoreThanOne() {
        assertThat(growth(5_000)).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    @Tag("slow")
    @EnabledIfSystemProperty(named = "pawn.long", matches = "true", disabledReason = "minutes: ./run-tests --long")
    void aHundredThousandReadingsHoldNoMoreThanOne() {
        assertThat(growth(100_000)).isLessThanOrEqualTo(MOST_BYTES);
    }

    /** By how many bytes the live heap has grown over so many readings, each of which counted. */
    private static long growth(int readings) {
        ChangingFeed feed = new ChangingFeed();
        Set<String> zonesBefore = Set.copyOf(ZoneRulesProvider.getAvailableZoneIds());
        try (CalendarHouse house =
                new CalendarHouse(Instant.parse("2030-03-04T06:00:00Z"), ZoneId.of("Europe/Berlin"), feed)) {
            house.calendars.put(ALICE, "work", FeedRequest.of("https://example.com/a.ics"));
            refresh(house, WARM_UP);
            long before = liveBytes();

            refresh(house, readings);

            long growth = liveBytes() - before;
            System.out.printf(
                    "%,d readings, each with a time zone of another name: the live heap has grown by %,d bytes%n",
                    readings, growth);
            assertThat(feed.read).isEqualTo(1 + WARM_UP + readings);
            assertThat(ZoneRulesProvider.getAvailableZoneIds()).isEqualTo(zonesBefore);
            return growth;
        }
    }

    private static void refresh(CalendarHouse house, int times) {
        for (int i = 0; i < times; i++) {
            if (i % A_DAY == 0) {
                house.time.advance(Duration.ofDays(1)); // lets go of what waits for a time that was given up
            }
            CalendarReport report = house.calendars.refresh(ALICE, "work");
            assertThat(report.leftOut()).isEmpty();
            assertThat(report.understood()).isEqualTo(2);
        }
    }

    private static long liveBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Outlook's way to write it, but for the number. */
    private static final class ChangingFeed implements CalendarSource {
        private static final String FILE = """
                BEGIN:VCALENDAR
                PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
                VERSION:2.0
                METHOD:PUBLISH
                X-WR-RELCALID:{0000002E-1111-2222-3333-444444444444}
                BEGIN:VTIMEZONE
                TZID:Customized Time Zone %1$d
                BEGIN:STANDARD
                DTSTART:16011028T030000
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:16010325T020000
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                END:DAYLIGHT
                END:VTIMEZONE
                BEGIN:VEVENT
                CLASS:PUBLIC
                DTSTART;TZID="Customized Time Zone %1$d":20300304T090000
                DTEND;TZID="Customized Time Zone %1$d":20300304T100000
                RRULE:FREQ=WEEKLY;BYDAY=MO,WE
                SUMMARY;LANGUAGE=en-us:Standup
                TRANSP:OPAQUE
                UID:1
                X-MICROSOFT-CDO-BUSYSTATUS:BUSY
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;TZID="Customized Time Zone %1$d":20300305T130000
                DTEND;TZID="Customized Time Zone %1$d":20300305T140000
                UID:2
                X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
                END:VEVENT
                END:VCALENDAR
                """;

        private int read;

        @Override
        public CalendarOrigin.Feed accepted(FeedRequest request) {
            return new CalendarOrigin.Feed(URI.create(request.url()), Optional.empty());
        }

        @Override
        public Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known) {
            byte[] text = FILE.formatted(++read).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            return new Fetch.Fresh(CalendarBytes.of(text), Optional.empty(), Optional.empty());
        }
    }
}
