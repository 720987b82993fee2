package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

final class MeetingTimesTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    private static final AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    private static final AddressOfRecord CAROL = new AddressOfRecord("carol", "example.com");
    private static final TimeSpan MONDAY = span("2030-03-04T00:00:00Z", "2030-03-05T00:00:00Z");
    private static final TimeSpan OFFICE = span("2030-03-04T09:00:00Z", "2030-03-04T17:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static TimeSpan span(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }

    private static Instant at(String time) {
        return Instant.parse("2030-03-04T" + time + ":00Z");
    }

    private static BusyInterval busy(String from, String to, BusyType type) {
        return new BusyInterval(at(from), at(to), type);
    }

    private static FreeBusy time(TimeSpan hours, BusyInterval... busy) {
        return new FreeBusy(
                MONDAY.start(),
                MONDAY.end(),
                Optional.empty(),
                Coverage.KNOWN,
                List.of(busy),
                List.of(),
                List.of(hours),
                List.of(hours));
    }

    private static Attendee required(AddressOfRecord person, FreeBusy time) {
        return new Attendee(person, Attendee.Role.REQUIRED, time);
    }

    private static Attendee optional(AddressOfRecord person, FreeBusy time) {
        return new Attendee(person, Attendee.Role.OPTIONAL, time);
    }

    private static MeetingQuestion halfAnHour(int limit) {
        return new MeetingQuestion(
                List.of(MONDAY),
                UTC,
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                MeetingQuestion.Hours.RESPECTED,
                limit);
    }

    private static MeetingTimes find(MeetingQuestion question, Attendee... attendees) {
        return MeetingTimes.find(question, List.of(attendees).stream());
    }

    private static List<String> starts(MeetingTimes found) {
        return found.times().stream()
                .map(time -> time.start().toString().substring(11, 16))
                .toList();
    }

    @Test
    void theEarliestTimeAtWhichAllAreFreeAndAtWorkComesFirst() {
        MeetingTimes found = find(
                halfAnHour(3),
                required(ALICE, time(OFFICE, busy("09:00", "10:00", BusyType.BUSY))),
                required(BOB, time(OFFICE, busy("10:20", "11:00", BusyType.BUSY_UNAVAILABLE))));

        assertThat(starts(found)).containsExactly("11:00", "11:15", "11:30");
        assertThat(found.times().get(0).state()).isEqualTo(AvailabilityAnswer.State.FREE);
        assertThat(found.times().get(0).required()).isEqualTo(2);
    }

    @Test
    void aTentativeConflictIsSecondBest() {
        MeetingTimes found = find(
                halfAnHour(32),
                required(
                        ALICE,
                        time(
                                OFFICE,
                                busy("09:00", "16:00", BusyType.BUSY_TENTATIVE),
                                busy("16:30", "17:00", BusyType.BUSY))));

        assertThat(starts(found)).startsWith("16:00", "09:00");
        assertThat(found.times().get(1).state()).isEqualTo(AvailabilityAnswer.State.TENTATIVE);
        assertThat(found.times().get(1).tentative()).containsExactly(ALICE);
    }

    @Test
    void moreOptionalPeopleWeighMoreThanAnEarlierTime() {
        MeetingTimes found = find(
                halfAnHour(1),
                required(ALICE, time(OFFICE)),
                optional(BOB, time(OFFICE, busy("09:00", "14:00", BusyType.BUSY))),
                optional(CAROL, time(OFFICE, busy("09:00", "13:00", BusyType.BUSY))));

        assertThat(starts(found)).containsExactly("14:00");
        assertThat(found.times().get(0).optional()).isEqualTo(2);
        assertThat(found.times().get(0).missing()).isEmpty();
    }

    @Test
    void anOptionalPersonWhoIsBusyRulesNothingOut() {
        MeetingTimes found = find(
                halfAnHour(1),
                required(ALICE, time(OFFICE)),
                optional(BOB, time(OFFICE, busy("00:00", "23:59", BusyType.BUSY))));

        assertThat(starts(found)).containsExactly("09:00");
        assertThat(found.times().get(0).missing()).containsExactly(BOB);
    }

    @Test
    void whoseCalendarIsNotKnownIsListedApartAndFreeNowhere() {
        FreeBusy hidden = FreeBusy.unknown(MONDAY, Coverage.HIDDEN, Optional.empty());

        MeetingTimes found = find(halfAnHour(1), required(ALICE, time(OFFICE)), required(BOB, hidden));

        assertThat(found.apart()).extracting(Attendee::person).containsExactly(BOB);
        assertThat(found.apart().get(0).time().coverage()).isEqualTo(Coverage.HIDDEN);
        assertThat(found.times().get(0).state()).isEqualTo(AvailabilityAnswer.State.UNKNOWN);
        assertThat(found.times().get(0).required()).isEqualTo(1);
    }

    @Test
    void withoutAnyKnownCalendarNoTimeIsGuessed() {
        FreeBusy none = FreeBusy.unknown(MONDAY, Coverage.NONE, Optional.empty());

        assertThat(find(halfAnHour(5), required(ALICE, none), optional(BOB, none))
                        .times())
                .isEmpty();
    }

    @Test
    void aSpanThatIsUnknownRanksBehindATentativeOne() {
        FreeBusy partly = new FreeBusy(
                MONDAY.start(),
                MONDAY.end(),
                Optional.empty(),
                Coverage.KNOWN,
                List.of(busy("10:00", "17:00", BusyType.BUSY_TENTATIVE)),
                List.of(new TimeSpan(at("09:00"), at("10:00"))),
                List.of(OFFICE),
                List.of(OFFICE));

        MeetingTimes found = find(halfAnHour(32), required(ALICE, partly));

        assertThat(starts(found)).startsWith("10:00").endsWith("09:45");
        assertThat(found.times().get(found.times().size() - 1).unknown()).containsExactly(ALICE);
    }

    @Nested
    final class GivenSomebodyInNewYorkAndSomebodyInBerlin {
        private final Attendee berlin = required(ALICE, time(span("2030-03-04T08:00:00Z", "2030-03-04T16:00:00Z")));
        private final Attendee newYork = required(BOB, time(span("2030-03-04T14:00:00Z", "2030-03-04T22:00:00Z")));

        @Test
        void theyMeetWhereTheirWorkingHoursOverlap() {
            MeetingTimes found = find(halfAnHour(100), berlin, newYork);

            assertThat(starts(found)).startsWith("14:00").endsWith("15:30").hasSize(7);
        }

        @Test
        void withHoursIgnoredTheOverlapStillComesFirst() {
            MeetingQuestion any = new MeetingQuestion(
                    List.of(MONDAY),
                    UTC,
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(15),
                    MeetingQuestion.Hours.IGNORED,
                    100);

            MeetingTimes found = find(any, berlin, newYork);

            assertThat(starts(found).subList(0, 9))
                    .containsExactly("14:00", "14:15", "14:30", "14:45", "15:00", "15:15", "15:30", "08:00", "08:15");
            assertThat(found.times().get(7).outsideHours()).containsExactly(BOB);
        }
    }

    @Test
    void timesAreRoundByTheClockOfTheZoneAlsoWhereItIsSet() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        TimeSpan night = span("2030-03-30T23:10:00Z", "2030-03-31T03:00:00Z");
        MeetingQuestion question = new MeetingQuestion(
                List.of(night),
                berlin,
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                MeetingQuestion.Hours.RESPECTED,
                10);
        FreeBusy free = new FreeBusy(
                night.start(),
                night.end(),
                Optional.empty(),
                Coverage.KNOWN,
                List.of(),
                List.of(),
                List.of(),
                List.of(night));

        MeetingTimes found = find(question, required(ALICE, free));

        assertThat(found.times())
                .extracting(time -> time.start().atZone(berlin).toLocalTime().toString())
                .as("there is no two o'clock in that night")
                .containsExactly("04:00");
    }

    @Test
    void whatNoMeetingCanBeIsNoQuestion() {
        Duration half = Duration.ofMinutes(30);
        assertThatThrownBy(() -> new MeetingQuestion(
                        List.of(MONDAY), UTC, half, Duration.ofMinutes(7), MeetingQuestion.Hours.RESPECTED, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MeetingQuestion(
                        List.of(MONDAY), UTC, Duration.ZERO, half, MeetingQuestion.Hours.RESPECTED, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MeetingQuestion(
                        List.of(span("2030-01-01T00:00:00Z", "2031-03-01T00:00:00Z")),
                        UTC,
                        half,
                        half,
                        MeetingQuestion.Hours.RESPECTED,
                        1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new MeetingQuestion(List.of(MONDAY), UTC, half, half, MeetingQuestion.Hours.RESPECTED, 101))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Against a search minute by minute, over calendars made at random around a night in which clocks are set. */
    @RepeatedTest(300)
    void aSearchMinuteByMinuteFindsTheSame(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TimeSpan whole = span("2030-03-30T18:00:00Z", "2030-03-31T14:00:00Z");
        List<Attendee> attendees = new ArrayList<>();
        int people = 1 + random.nextInt(6);
        for (int i = 0; i < people; i++) {
            attendees.add(attendee(random, i, whole));
        }
        int[] steps = {1, 5, 10, 15, 20, 30, 60, 90};
        List<TimeSpan> windows = spans(random, whole, 3);
        MeetingQuestion question = new MeetingQuestion(
                windows.isEmpty() ? List.of(whole) : windows,
                ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "Australia/Lord_Howe"),
                Duration.ofMinutes(1 + random.nextInt(120)),
                Duration.ofMinutes(steps[random.nextInt(steps.length)]),
                random.nextBoolean() ? MeetingQuestion.Hours.RESPECTED : MeetingQuestion.Hours.IGNORED,
                1 + random.nextInt(100));

        MeetingTimes found = MeetingTimes.find(question, attendees.stream());

        assertThat(found.times()).isEqualTo(new NaiveMeetingSearch(question, attendees).times());
        assertThat(found.apart())
                .extracting(Attendee::person)
                .isEqualTo(attendees.stream()
                        .filter(attendee -> !attendee.isKnown())
                        .map(Attendee::person)
                        .toList());
    }

    private static Attendee attendee(Random random, int number, TimeSpan whole) {
        List<BusyInterval> busy = new ArrayList<>();
        for (TimeSpan span : spans(random, whole, 5)) {
            busy.add(new BusyInterval(span.start(), span.end(), BusyType.values()[random.nextInt(3)]));
        }
        List<TimeSpan> hours = random.nextInt(3) == 0 ? List.of(whole) : spans(random, whole, 3);
        Coverage coverage = random.nextInt(6) == 0 ? Coverage.values()[random.nextInt(4)] : Coverage.KNOWN;
        FreeBusy time = new FreeBusy(
                whole.start(),
                whole.end(),
                Optional.empty(),
                coverage,
                BusyInterval.merge(busy),
                random.nextInt(4) == 0 ? TimeSpan.merge(spans(random, whole, 2)) : List.of(),
                TimeSpan.merge(hours),
                TimeSpan.merge(hours));
        Attendee.Role role = random.nextInt(3) == 0 ? Attendee.Role.OPTIONAL : Attendee.Role.REQUIRED;
        return new Attendee(new AddressOfRecord("user" + number, "example.com"), role, time);
    }

    private static List<TimeSpan> spans(Random random, TimeSpan whole, int most) {
        int minutes = (int) whole.length().toMinutes();
        List<TimeSpan> spans = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            int from = random.nextInt(minutes - 1);
            int to = from + 1 + random.nextInt(Math.min(minutes - from - 1, 300) + 1);
            spans.add(new TimeSpan(
                    whole.start().plus(Duration.ofMinutes(from)),
                    whole.start().plus(Duration.ofMinutes(Math.min(to, minutes)))));
        }
        return spans;
    }
}
