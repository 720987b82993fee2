package org.pawn.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.presence.Schedule;

final class FeedRefresherTest {
    private static final Instant START = Instant.parse("2030-03-04T00:00:00Z");
    private static final String URL = "https://calendar.example.com/alice.ics";
    private static final String MEETING = CalendarHouse.ics(
            "BEGIN:VEVENT", "UID:1", "DTSTART:20300304T080000Z", "DTEND:20300304T090000Z", "END:VEVENT");

    /** A feed that answers what the test says, and remembers when it was asked. */
    private static final class ScriptedFeed implements CalendarSource {
        private final List<Instant> asked = new ArrayList<>();
        private Optional<CalendarHouse> house = Optional.empty();
        private Fetch answer = fresh(MEETING);

        static Fetch fresh(String ics) {
            return new Fetch.Fresh(CalendarBytes.of(ics), Optional.of("\"v1\""), Optional.empty());
        }

        @Override
        public Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known) {
            asked.add(house.orElseThrow().time.now());
            return answer;
        }

        @Override
        public CalendarOrigin.Feed accepted(FeedRequest request) {
            return CalendarOrigin.Feed.of(URI.create(request.url()));
        }
    }

    private final ScriptedFeed feed = new ScriptedFeed();
    private final CalendarHouse house = new CalendarHouse(START, ZoneId.of("Europe/Berlin"), feed);
    private FeedRefresher refresher;

    @BeforeEach
    void open() {
        feed.house = Optional.of(house);
        refresher = new FeedRefresher(
                house.store,
                house.calendars,
                house.time,
                house.time,
                CalendarConfig.DEFAULT,
                new Random(1),
                Workers.direct());
        house.calendars.addListener(refresher::sync);
    }

    @AfterEach
    void close() {
        refresher.close();
        house.close();
    }

    private CalendarReport put() {
        return house.calendars.put(CalendarHouse.ALICE, "work", FeedRequest.of(URL));
    }

    private FreeBusy today() {
        return house.freeBusy.query(CalendarHouse.ALICE, START, START.plus(Duration.ofDays(1)));
    }

    @Test
    void aFeedIsReadWhenItIsPutAndAgainEveryQuarterOfAnHour() {
        CalendarReport report = put();

        house.at("2030-03-04T01:00:00Z");

        assertThat(report.created()).isTrue();
        assertThat(report.coverage()).isEqualTo(Coverage.KNOWN);
        assertThat(report.understood()).isEqualTo(1);
        assertThat(feed.asked)
                .containsExactly(
                        START,
                        START.plus(Duration.ofMinutes(15)),
                        START.plus(Duration.ofMinutes(30)),
                        START.plus(Duration.ofMinutes(45)),
                        START.plus(Duration.ofMinutes(60)));
    }

    @Test
    void aFeedsOwnIntervalIsKept() {
        feed.answer = ScriptedFeed.fresh(CalendarHouse.ics("REFRESH-INTERVAL;VALUE=DURATION:PT2H"));
        put();

        house.at("2030-03-04T05:00:00Z");

        assertThat(feed.asked)
                .containsExactly(
                        START,
                        START.plus(Duration.ofMinutes(15)),
                        START.plus(Duration.ofMinutes(135)),
                        START.plus(Duration.ofMinutes(255)));
    }

    @Test
    void anIntervalOfSecondsIsNot() {
        feed.answer = ScriptedFeed.fresh(CalendarHouse.ics("X-PUBLISHED-TTL:PT1S"));
        put();

        house.at("2030-03-04T00:25:00Z");

        assertThat(feed.asked).hasSize(4); // at once, then 15, 20 and 25 minutes on
    }

    @Test
    void afterFailuresItIsTriedLessAndLessOftenUpToAnHour() {
        put();
        feed.answer = new CalendarSource.Fetch.Failed("The calendar's address could not be read.");

        house.at("2030-03-04T12:00:00Z");

        List<Duration> pauses = new ArrayList<>();
        for (int i = 2; i < feed.asked.size(); i++) {
            pauses.add(Duration.between(feed.asked.get(i - 1), feed.asked.get(i)));
        }
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(1)) >= 0);
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofHours(1)) <= 0);
        assertThat(pauses.get(0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pauses.get(pauses.size() - 1)).isGreaterThan(Duration.ofMinutes(29));
    }

    @Test
    void aReadingThatGoesOnIsTakenUpAtOnceAndIsNoFailure() {
        feed.answer = new CalendarSource.Fetch.Unfinished("The calendar is long.");
        CalendarReport report = put();
        assertThat(report.isUnfinished()).isTrue();
        assertThat(report.coverage()).isEqualTo(Coverage.NONE);

        house.at("2030-03-04T00:05:00Z"); // two minutes at most, then second by second
        assertThat(feed.asked).hasSizeGreaterThan(100);

        feed.answer = ScriptedFeed.fresh(MEETING);
        house.at("2030-03-04T00:06:00Z");
        int before = feed.asked.size();
        assertThat(today().coverage()).isEqualTo(Coverage.KNOWN);
        house.at("2030-03-04T00:20:00Z");
        assertThat(feed.asked).hasSize(before);
    }

    @Test
    void garbageNeverReplacesTheGoodCopy() {
        put();
        feed.answer = ScriptedFeed.fresh("<html><body>Please sign in</body></html>");

        CalendarReport report = house.calendars.refresh(CalendarHouse.ALICE, "work");

        assertThat(report.problem()).isPresent();
        assertThat(report.coverage()).isEqualTo(Coverage.KNOWN);
        assertThat(today().busy()).hasSize(1);
        assertThat(house.store
                        .find(CalendarHouse.ALICE, "work")
                        .orElseThrow()
                        .copy()
                        .orElseThrow()
                        .bytes())
                .isEqualTo(CalendarBytes.of(MEETING));
    }

    @Test
    void aTruncatedCalendarNeverReplacesTheGoodCopy() {
        put();
        feed.answer = ScriptedFeed.fresh(MEETING.substring(0, MEETING.length() - 20));

        CalendarReport report = house.calendars.refresh(CalendarHouse.ALICE, "work");

        assertThat(report.problem()).isPresent();
        assertThat(today().busy()).hasSize(1);
    }

    @Test
    void aFeedThatWasNotReadForADayMakesThePersonUnknownUntilItIsReadAgain() {
        put();
        feed.answer = new CalendarSource.Fetch.Failed("The calendar's address could not be read.");
        assertThat(house.at("2030-03-04T23:59:59Z").schedule().state()).isEqualTo(Schedule.State.FREE);

        assertThat(house.at("2030-03-05T00:00:00Z").schedule()).isEqualTo(Schedule.UNKNOWN);
        FreeBusy stale = today();
        assertThat(stale.coverage()).isEqualTo(Coverage.STALE);
        assertThat(stale.unknown()).hasSize(1);
        assertThat(stale.asOf()).contains(START);

        feed.answer = new CalendarSource.Fetch.Unchanged();
        assertThat(house.at("2030-03-05T01:00:00Z").schedule().state()).isEqualTo(Schedule.State.FREE);
        assertThat(today().coverage()).isEqualTo(Coverage.KNOWN);
    }

    @Test
    void aFeedThatWasNeverReadMakesThePersonUnknown() {
        feed.answer = new CalendarSource.Fetch.Failed("The calendar's address could not be read.");

        CalendarReport report = put();

        assertThat(report.coverage()).isEqualTo(Coverage.NONE);
        assertThat(report.problem()).contains("The calendar's address could not be read.");
        assertThat(today().coverage()).isEqualTo(Coverage.NONE);
        assertThat(today().unknown()).hasSize(1);
    }

    @Test
    void aRemovedFeedIsNotReadAgain() {
        put();

        house.calendars.remove(CalendarHouse.ALICE, "work");
        house.at("2030-03-04T12:00:00Z");

        assertThat(feed.asked).hasSize(1);
    }
}
