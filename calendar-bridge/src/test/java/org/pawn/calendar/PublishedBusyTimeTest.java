package org.pawn.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.freebusy.AvailabilityAnswer;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.freebusy.TimeSpan;
import org.pawn.presence.Availability;
import org.pawn.presence.Schedule;

/** A calendar that is published busy time (RFC 5545 section 3.6.4): it counts, and says nothing beyond its span. */
final class PublishedBusyTimeTest {
    private final CalendarHouse house =
            new CalendarHouse(Instant.parse("2030-03-04T07:00:00Z"), ZoneId.of("Europe/Berlin"), new NoFeeds());

    @AfterEach
    void close() {
        house.close();
    }

    /** A source that has nothing. */
    private static final class NoFeeds implements CalendarSource {
        @Override
        public Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known) {
            return new Fetch.Failed("There is no feed here.");
        }

        @Override
        public CalendarOrigin.Feed accepted(FeedRequest request) {
            return CalendarOrigin.Feed.of(URI.create(request.url()));
        }
    }

    private void putWeek(String method) {
        house.put(
                "METHOD:" + method,
                "BEGIN:VFREEBUSY",
                "UID:1",
                "DTSTAMP:20300304T000000Z",
                "DTSTART:20300304T000000Z",
                "DTEND:20300306T000000Z",
                "FREEBUSY:20300304T080000Z/20300304T090000Z",
                "FREEBUSY;FBTYPE=X-UNKNOWN:20300304T120000Z/20300304T130000Z",
                "END:VFREEBUSY");
    }

    private static TimeSpan span(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }

    private FreeBusy ask(String from, String to) {
        return house.freeBusy.query(CalendarHouse.ALICE, Instant.parse(from), Instant.parse(to));
    }

    private AvailabilityAnswer availability(String start, Duration length) {
        return house.freeBusy
                .availability(List.of(CalendarHouse.ALICE), Instant.parse(start), length)
                .get(0);
    }

    @Test
    void itsSpansCountAndWhatItDoesNotSpeakOfIsUnknown() {
        putWeek("PUBLISH");

        FreeBusy days = ask("2030-03-03T00:00:00Z", "2030-03-08T00:00:00Z");

        assertThat(days.coverage()).isEqualTo(Coverage.KNOWN);
        assertThat(days.busy())
                .containsExactly(new BusyInterval(
                        Instant.parse("2030-03-04T08:00:00Z"), Instant.parse("2030-03-04T09:00:00Z"), BusyType.BUSY));
        assertThat(days.unknown())
                .containsExactly(
                        span("2030-03-03T00:00:00Z", "2030-03-04T00:00:00Z"),
                        span("2030-03-04T12:00:00Z", "2030-03-04T13:00:00Z"),
                        span("2030-03-06T00:00:00Z", "2030-03-08T00:00:00Z"));
    }

    @Test
    void aReplyCountsAsAPublicationDoes() {
        putWeek("REPLY");

        assertThat(ask("2030-03-04T00:00:00Z", "2030-03-05T00:00:00Z").busy()).hasSize(1);
    }

    @Test
    void aRequestStatesNothingAndMakesNobodyFree() {
        putWeek("REQUEST");

        FreeBusy day = ask("2030-03-04T00:00:00Z", "2030-03-05T00:00:00Z");

        assertThat(day.coverage()).isEqualTo(Coverage.NONE);
        assertThat(day.unknown()).containsExactly(span("2030-03-04T00:00:00Z", "2030-03-05T00:00:00Z"));
    }

    @Test
    void aWindowOfWhichNothingIsSaidIsLikeNoCalendar() {
        putWeek("PUBLISH");

        FreeBusy april = ask("2030-04-01T00:00:00Z", "2030-04-02T00:00:00Z");

        assertThat(april.coverage()).isEqualTo(Coverage.NONE);
        assertThat(april.unknown()).containsExactly(span("2030-04-01T00:00:00Z", "2030-04-02T00:00:00Z"));
    }

    @Test
    void anEventCalendarBesideItDoesNotMakeTheUnknownFree() {
        putWeek("PUBLISH");
        house.calendars.put(
                CalendarHouse.ALICE,
                "home",
                org.pawn.freebusy.CalendarBytes.of(CalendarHouse.ics(
                        "BEGIN:VEVENT", "UID:2", "DTSTART:20300307T080000Z", "DTEND:20300307T090000Z", "END:VEVENT")));

        FreeBusy day = ask("2030-03-07T00:00:00Z", "2030-03-08T00:00:00Z");

        assertThat(day.unknown()).containsExactly(span("2030-03-07T00:00:00Z", "2030-03-08T00:00:00Z"));
    }

    @Test
    void nobodyIsAvailableInTheUnknown() {
        putWeek("PUBLISH");

        assertThat(availability("2030-03-04T10:00:00Z", Duration.ofHours(2)).state())
                .isEqualTo(AvailabilityAnswer.State.FREE);
        AvailabilityAnswer intoTheUnknown = availability("2030-03-04T11:30:00Z", Duration.ofHours(1));
        assertThat(intoTheUnknown.state()).isEqualTo(AvailabilityAnswer.State.UNKNOWN);
        assertThat(intoTheUnknown.nextFree()).contains(Instant.parse("2030-03-04T13:00:00Z"));
        assertThat(availability("2030-03-04T08:30:00Z", Duration.ofHours(4)).state())
                .isEqualTo(AvailabilityAnswer.State.BUSY);
    }

    @Test
    void presenceFollowsItAndClaimsNothingBeyond() {
        house.signIn();
        putWeek("PUBLISH");

        assertThat(house.at("2030-03-04T08:30:00Z").availability()).isEqualTo(Availability.BUSY);
        Schedule free = house.at("2030-03-04T10:00:00Z").schedule();
        assertThat(free.state()).isEqualTo(Schedule.State.FREE);
        assertThat(free.until()).contains(Instant.parse("2030-03-04T12:00:00Z"));
        assertThat(house.at("2030-03-04T12:00:00Z").schedule()).isEqualTo(Schedule.UNKNOWN);
        assertThat(house.at("2030-03-04T13:00:00Z").schedule().state()).isEqualTo(Schedule.State.FREE);
        assertThat(house.at("2030-03-06T00:00:00Z").schedule()).isEqualTo(Schedule.UNKNOWN);
    }
}
