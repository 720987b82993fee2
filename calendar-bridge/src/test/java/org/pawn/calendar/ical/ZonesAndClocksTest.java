package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.calendar.ical.Ical.busy;
import static org.pawn.calendar.ical.Ical.calendar;
import static org.pawn.calendar.ical.Ical.event;
import static org.pawn.calendar.ical.Ical.expand;
import static org.pawn.calendar.ical.Ical.owner;
import static org.pawn.calendar.ical.Ical.problems;
import static org.pawn.calendar.ical.Ical.year;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarProblem;

/** Local time, gaps, overlaps and where a zone's rules come from (RFC 5545 sections 3.3.5, 3.3.6, 3.6.5, 3.8.3.1). */
final class ZonesAndClocksTest {
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 20300330, 2030-03-30T08:00:00Z, 2030-03-31T07:00:00Z",
        "Europe/Berlin, 20301026, 2030-10-26T07:00:00Z, 2030-10-27T08:00:00Z",
        "America/New_York, 20300309, 2030-03-09T14:00:00Z, 2030-03-10T13:00:00Z",
        "America/New_York, 20301102, 2030-11-02T13:00:00Z, 2030-11-03T14:00:00Z",
        "Europe/London, 20300330, 2030-03-30T09:00:00Z, 2030-03-31T08:00:00Z",
        "Europe/London, 20301026, 2030-10-26T08:00:00Z, 2030-10-27T09:00:00Z",
        "Australia/Lord_Howe, 20300406, 2030-04-05T22:00:00Z, 2030-04-06T22:30:00Z",
        "Australia/Lord_Howe, 20301005, 2030-10-04T22:30:00Z, 2030-10-05T22:00:00Z",
        "Asia/Kathmandu, 20300405, 2030-04-05T03:15:00Z, 2030-04-06T03:15:00Z",
    })
    void aDailyMeetingStaysAtNineByTheWallClock(String zone, String day, String first, String second) {
        List<String> busy = year(
                "UTC",
                event(
                        "UID:1",
                        "DTSTART;TZID=" + zone + ":" + day + "T090000",
                        "DURATION:PT1H",
                        "RRULE:FREQ=DAILY;COUNT=2"));

        assertThat(busy)
                .containsExactly(
                        first + "/" + Instant.parse(first).plusSeconds(3600),
                        second + "/" + Instant.parse(second).plusSeconds(3600));
    }

    @Test
    void aTimeInAGapHasTheOffsetBeforeIt() {
        List<String> busy =
                year("UTC", event("UID:1", "DTSTART;TZID=America/New_York:20300310T023000", "DURATION:PT1H"));

        assertThat(busy).containsExactly("2030-03-10T07:30:00Z/2030-03-10T08:30:00Z");
    }

    @Test
    void ofATimeThatOccursTwiceTheFirstCounts() {
        List<String> busy = year(
                "UTC",
                event(
                        "UID:1",
                        "DTSTART;TZID=America/New_York:20301103T013000",
                        "DTEND;TZID=America/New_York:20301103T023000"));

        assertThat(busy).containsExactly("2030-11-03T05:30:00Z/2030-11-03T07:30:00Z");
    }

    @Test
    void aDayIsNominalAndTwentyFourHoursAreExact() {
        String start = "DTSTART;TZID=Europe/Berlin:20300330T120000";

        assertThat(year("UTC", event("UID:1", start, "DURATION:P1D")))
                .containsExactly("2030-03-30T11:00:00Z/2030-03-31T10:00:00Z");
        assertThat(year("UTC", event("UID:1", start, "DURATION:PT24H")))
                .containsExactly("2030-03-30T11:00:00Z/2030-03-31T11:00:00Z");
        assertThat(year("UTC", event("UID:1", start, "DURATION:P1DT2H")))
                .containsExactly("2030-03-30T11:00:00Z/2030-03-31T12:00:00Z");
        assertThat(year("UTC", event("UID:1", start, "DURATION:P1W")))
                .containsExactly("2030-03-30T11:00:00Z/2030-04-06T10:00:00Z");
    }

    @Test
    void anAllDayEventLastsAsLongAsItsLocalDay() {
        assertThat(year("Europe/Berlin", event("UID:1", "DTSTART;VALUE=DATE:20300331")))
                .containsExactly("2030-03-30T23:00:00Z/2030-03-31T22:00:00Z");
        assertThat(year("Europe/Berlin", event("UID:1", "DTSTART;VALUE=DATE:20301027")))
                .containsExactly("2030-10-26T22:00:00Z/2030-10-27T23:00:00Z");
        assertThat(year("Asia/Tokyo", event("UID:1", "DTSTART;VALUE=DATE:20301027", "DTEND;VALUE=DATE:20301029")))
                .containsExactly("2030-10-26T15:00:00Z/2030-10-28T15:00:00Z");
    }

    @Test
    void aDayThatBeginsInAGapBeginsAfterIt() {
        var busy = busy(expand(
                owner("America/Sao_Paulo"),
                "2018-11-01T00:00:00Z",
                "2018-12-01T00:00:00Z",
                calendar(event("UID:1", "DTSTART;VALUE=DATE:20181104"))));

        assertThat(busy).containsExactly("2018-11-04T03:00:00Z/2018-11-05T02:00:00Z");
    }

    @Test
    void theDayThatApiaSkippedIsNoTimeAtAll() {
        String daily = event("UID:1", "DTSTART;VALUE=DATE:20111229", "RRULE:FREQ=DAILY;COUNT=3");

        var busy = expand(owner("Pacific/Apia"), "2011-12-25T00:00:00Z", "2012-01-05T00:00:00Z", calendar(daily));

        assertThat(busy.events()).hasSize(2);
        assertThat(busy(busy)).containsExactly("2011-12-29T10:00:00Z/2011-12-31T10:00:00Z");
    }

    @Test
    void theMonthInWhichMoroccoTurnsBackIsFollowed() {
        // Ramadan 2030 begins in January: the JDK's rules say when the clocks go back and forth
        ZoneId casablanca = ZoneId.of("Africa/Casablanca");
        List<String> expected = new ArrayList<>();
        for (int day = 1; day <= 20; day++) {
            Instant start =
                    LocalDate.of(2030, 2, day).atTime(9, 0).atZone(casablanca).toInstant();
            expected.add(start + "/" + start.plusSeconds(3600));
        }

        List<String> busy = year(
                "UTC",
                event(
                        "UID:1",
                        "DTSTART;TZID=Africa/Casablanca:20300201T090000",
                        "DURATION:PT1H",
                        "RRULE:FREQ=DAILY;COUNT=20"));

        assertThat(busy).isEqualTo(expected);
        assertThat(busy.stream().map(span -> span.substring(11, 13)).distinct()).hasSize(2);
    }

    @Test
    void aFloatingTimeIsTheOwnersUnlessTheCalendarNamesAZone() {
        String floating = event("UID:1", "DTSTART:20300610T090000", "DTEND:20300610T100000");

        assertThat(year("Asia/Tokyo", floating)).containsExactly("2030-06-10T00:00:00Z/2030-06-10T01:00:00Z");
        assertThat(year("Asia/Tokyo", "X-WR-TIMEZONE:Europe/Berlin", floating))
                .containsExactly("2030-06-10T07:00:00Z/2030-06-10T08:00:00Z");
        assertThat(year("Asia/Tokyo", "X-WR-TIMEZONE:Nowhere/Special", floating))
                .containsExactly("2030-06-10T00:00:00Z/2030-06-10T01:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W. Europe Standard Time",
                "\"W. Europe Standard Time\"",
                "europe/berlin",
                "/mozilla.org/20070129_1/Europe/Berlin",
                "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin",
                "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
                "\"(GMT+01:00) Brussels, Copenhagen, Madrid, Paris\"",
                "UTC+02:00",
                "GMT+2",
            })
    void manyNamesMeanBerlinInSummer(String name) {
        assertThat(year("Asia/Tokyo", event("UID:1", "DTSTART;TZID=" + name + ":20300610T090000", "DURATION:PT1H")))
                .containsExactly("2030-06-10T07:00:00Z/2030-06-10T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(UTC-05:00) Eastern Time (US & Canada) | America/New_York",
                "(UTC-08:00) Pacific Time (US and Canada); Tijuana | America/Los_Angeles",
                "(UTC) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London | Europe/Dublin",
                "(UTC+10:00) Canberra, Melbourne, Sydney | Australia/Canberra",
                "(UTC-07:00) Chihuahua, La Paz, Mazatlan | America/Mazatlan",
                "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi | Asia/Kolkata",
                "(UTC) Coordinated Universal Time | Etc/UTC",
                "(UTC+01:00) Casablanca | Africa/Casablanca",
                "(UTC+14:00) Kiritimati Island | Pacific/Kiritimati",
                "(UTC+13:00) Nuku'alofa | Pacific/Tongatapu",
                "(UTC+11:00) Solomon Is., New Caledonia | Pacific/Guadalcanal",
                "(UTC+10:30) Lord Howe Island | Australia/Lord_Howe",
                "(UTC+12:45) Chatham Islands | Pacific/Chatham",
                "(UTC-03:00) Salvador | America/Bahia",
                "(UTC-01:00) Cabo Verde Is. | Atlantic/Cape_Verde",
                "(UTC+04:00) Port Louis | Indian/Mauritius",
                "(UTC-03:00) City of Buenos Aires | America/Argentina/Buenos_Aires",
                "(UTC-06:00) Guadalajara, Mexico City, Monterrey | America/Mexico_City",
                "(UTC+06:30) Yangon (Rangoon) | Asia/Yangon",
                "(UTC+09:00) Osaka, Sapporo, Tokyo | Asia/Tokyo",
                "(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi | Asia/Chongqing",
                "(GMT-05.00) Eastern Time (US & Canada) | America/New_York",
            })
    void whatWindowsShowsToPeopleIsUnderstood(String name, String zone) {
        assertThat(DisplayNames.iana(name)).contains(zone);
    }

    @Test
    void everyWindowsNameIsAZoneTheJdkHas() {
        assertThat(WindowsZones.all().values())
                .allSatisfy(zone -> assertThat(ZoneId.of(zone)).isNotNull());
    }

    @Test
    void aNameThatIsNotKnownLeavesTheEventOut() {
        String lost = event("UID:1", "DTSTART;TZID=Middle-earth/Shire:20300610T090000", "DURATION:PT1H");
        String good = event("UID:2", "DTSTART:20300611T090000Z", "DURATION:PT1H");

        assertThat(year("UTC", lost, good)).containsExactly("2030-06-11T09:00:00Z/2030-06-11T10:00:00Z");
        assertThat(problems(lost, good)).containsExactly("VEVENT: its time zone is not known");
    }

    @Test
    void aZoneOfTheFilesOwnIsAsTheFileDefinesIt() {
        String zone = String.join(
                "\r\n",
                "BEGIN:VTIMEZONE",
                "TZID:Half past",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0330",
                "TZOFFSETTO:+0330",
                "END:STANDARD",
                "END:VTIMEZONE");

        assertThat(year("UTC", zone, event("UID:1", "DTSTART;TZID=Half past:20300610T090000", "DURATION:PT1H")))
                .containsExactly("2030-06-10T05:30:00Z/2030-06-10T06:30:00Z");
    }

    @Test
    void whatAFileSaysOfAnIanaNameDoesNotCount() {
        String wrong = String.join(
                "\r\n",
                "BEGIN:VTIMEZONE",
                "TZID:Europe/Berlin",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0900",
                "TZOFFSETTO:+0900",
                "END:STANDARD",
                "END:VTIMEZONE");

        assertThat(year("UTC", wrong, event("UID:1", "DTSTART;TZID=Europe/Berlin:20300610T090000", "DURATION:PT1H")))
                .containsExactly("2030-06-10T07:00:00Z/2030-06-10T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, -0500, -0400, 20070311T020000, FREQ=YEARLY;BYMONTH=3;BYDAY=2SU, 20071104T020000, FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "Europe/Berlin, +0100, +0200, 19810329T020000, FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU, 19961027T030000, FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "Australia/Lord_Howe, +1030, +1100, 20081005T020000, FREQ=YEARLY;BYMONTH=10;BYDAY=1SU, 20080406T020000, FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
    })
    void aDefinitionGivesTheOffsetsOfTheZoneItDescribes(
            String zone,
            String standard,
            String daylight,
            String spring,
            String springRule,
            String autumn,
            String autumnRule) {
        List<CalendarProblem> problems = new ArrayList<>();
        var component = IcalReader.read(
                        CalendarBytes.of(calendar(
                                "BEGIN:VTIMEZONE",
                                "TZID:Here",
                                "BEGIN:DAYLIGHT",
                                "DTSTART:" + spring,
                                "RRULE:" + springRule,
                                "TZOFFSETFROM:" + standard,
                                "TZOFFSETTO:" + daylight,
                                "END:DAYLIGHT",
                                "BEGIN:STANDARD",
                                "DTSTART:" + autumn,
                                "RRULE:" + autumnRule,
                                "TZOFFSETFROM:" + daylight,
                                "TZOFFSETTO:" + standard,
                                "END:STANDARD",
                                "END:VTIMEZONE")),
                        problems)
                .get(0)
                .children("VTIMEZONE")
                .get(0);

        var rules = new ZoneDefinition(
                        component, new Budget(System::nanoTime, IcalExpander.MAX_TIME, IcalExpander.MAX_CANDIDATES))
                .rules();

        var expected = ZoneId.of(zone).getRules();
        List<Instant> wrong = new ArrayList<>();
        for (Instant at = Instant.parse("2009-01-01T00:00:00Z");
                at.isBefore(Instant.parse("2016-01-01T00:00:00Z"));
                at = at.plusSeconds(1800)) {
            if (!rules.getOffset(at).equals(expected.getOffset(at))) {
                wrong.add(at);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aZoneThatChangesEveryMinuteIsNotTakenUp() {
        String hostile = String.join(
                "\r\n",
                "BEGIN:VTIMEZONE",
                "TZID:Hostile",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "RRULE:FREQ=MINUTELY",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0100",
                "END:STANDARD",
                "END:VTIMEZONE");

        assertThat(year(
                        "UTC",
                        hostile,
                        event("UID:1", "DTSTART;TZID=Hostile:20300610T090000", "DURATION:PT1H"),
                        event("UID:2", "DTSTART:20300611T090000Z", "DURATION:PT1H")))
                .containsExactly("2030-06-11T09:00:00Z/2030-06-11T10:00:00Z");
    }

    @Test
    void readingZonesRegistersNothingWithTheJvm() {
        int before = ZoneRulesProvider.getAvailableZoneIds().size();

        for (int i = 0; i < 100; i++) {
            String zone = "BEGIN:VTIMEZONE\r\nTZID:Own " + i
                    + "\r\nTZURL:http://127.0.0.1:1/x\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                    + "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE";
            assertThat(year("UTC", zone, event("UID:1", "DTSTART;TZID=Own " + i + ":20300610T090000", "DURATION:PT1H")))
                    .hasSize(1);
        }

        assertThat(ZoneRulesProvider.getAvailableZoneIds()).hasSize(before);
    }
}
