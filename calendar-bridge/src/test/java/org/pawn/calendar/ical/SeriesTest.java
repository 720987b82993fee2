package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.calendar.ical.Ical.event;
import static org.pawn.calendar.ical.Ical.problems;
import static org.pawn.calendar.ical.Ical.year;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Series, what is taken out of them, and what was changed in them (RFC 5545 sections 3.8.4.4, 3.8.5). */
final class SeriesTest {
    private static final String DAILY = event(
            "UID:1",
            "DTSTART;TZID=Europe/Berlin:20300603T100000",
            "DTEND;TZID=Europe/Berlin:20300603T110000",
            "RRULE:FREQ=DAILY;COUNT=4");

    private static String daily(String... more) {
        return DAILY.replace("\r\nEND:VEVENT", "\r\n" + String.join("\r\n", more) + "\r\nEND:VEVENT");
    }

    /** The first days of June 2030 on which these parts make busy, from 10 to 11 in Berlin. */
    private static List<String> days(String... parts) {
        return year("Asia/Tokyo", parts).stream()
                .filter(span -> span.contains("T08:00:00Z/"))
                .map(span -> span.substring(8, 10))
                .toList();
    }

    @Nested
    final class WhatIsTakenOut {
        @Test
        void anExceptionInTheSameZone() {
            assertThat(days(daily("EXDATE;TZID=Europe/Berlin:20300604T100000"))).containsExactly("03", "05", "06");
        }

        @Test
        void anExceptionInUtc() {
            assertThat(days(daily("EXDATE:20300604T080000Z"))).containsExactly("03", "05", "06");
        }

        @Test
        void anExceptionInAnotherZone() {
            assertThat(days(daily("EXDATE;TZID=America/New_York:20300604T040000")))
                    .containsExactly("03", "05", "06");
        }

        @Test
        void anExceptionWithoutAZone() {
            assertThat(days(daily("EXDATE:20300604T100000"))).containsExactly("03", "05", "06");
        }

        @Test
        void anExceptionGivenAsADateTakesTheWholeLocalDay() {
            assertThat(days(daily("EXDATE;VALUE=DATE:20300604", "EXDATE:20300606")))
                    .containsExactly("03", "05");
        }

        @Test
        void severalExceptionsOnOneLine() {
            assertThat(days(daily("EXDATE;TZID=Europe/Berlin:20300604T100000,20300605T100000")))
                    .containsExactly("03", "06");
        }

        @Test
        void noneWhoseTimeIsNotAnOccurrences() {
            assertThat(days(daily("EXDATE;TZID=Europe/Berlin:20300604T103000"))).hasSize(4);
        }

        @Test
        void aBrokenExceptionAloneIsLeftOut() {
            assertThat(days(daily("EXDATE:yesterday,20300604T080000Z"))).containsExactly("03", "05", "06");
            assertThat(problems(daily("EXDATE:yesterday"))).containsExactly("EXDATE: EXDATE is no date");
        }

        @Test
        void anAllDaySeriesTakesDatesAndTimesAlike() {
            String series = event(
                    "UID:1",
                    "DTSTART;VALUE=DATE:20300603",
                    "RRULE:FREQ=DAILY;COUNT=4",
                    "EXDATE;VALUE=DATE:20300604",
                    "EXDATE:20300605T000000");

            assertThat(year("UTC", series))
                    .containsExactly(
                            "2030-06-03T00:00:00Z/2030-06-04T00:00:00Z", "2030-06-06T00:00:00Z/2030-06-07T00:00:00Z");
        }

        @Test
        void whatAnExceptionRuleNames() {
            assertThat(days(daily("EXRULE:FREQ=DAILY;INTERVAL=2"))).containsExactly("04", "06");
        }
    }

    @Nested
    final class WhereItEnds {
        private List<String> until(String until) {
            return days(DAILY.replace("COUNT=4", "UNTIL=" + until));
        }

        @Test
        void untilIsInclusiveInUtcAndLocally() {
            assertThat(until("20300605T080000Z")).containsExactly("03", "04", "05");
            assertThat(until("20300605T075959Z")).containsExactly("03", "04");
            assertThat(until("20300605T100000")).containsExactly("03", "04", "05");
        }

        @Test
        void untilADateMeansItsWholeDay() {
            assertThat(until("20300605")).containsExactly("03", "04", "05");
        }

        @Test
        void untilBeforeTheStartIsNever() {
            assertThat(until("20300501T000000Z")).isEmpty();
        }

        @Test
        void untilATimeEndsAnAllDaySeriesOnItsDate() {
            String series = event("UID:1", "DTSTART;VALUE=DATE:20300603", "RRULE:FREQ=DAILY;UNTIL=20300604T235959Z");

            assertThat(year("UTC", series)).containsExactly("2030-06-03T00:00:00Z/2030-06-05T00:00:00Z");
        }

        @Test
        void countCountsBeforeExceptions() {
            assertThat(days(daily("EXDATE:20300603T080000Z"))).containsExactly("04", "05", "06");
        }

        @Test
        void anUntilThatIsNoDateLeavesTheEventOut() {
            assertThat(until("tomorrow")).isEmpty();
            assertThat(problems(DAILY.replace("COUNT=4", "UNTIL=tomorrow")))
                    .containsExactly("VEVENT: UNTIL is no date");
        }
    }

    @Nested
    final class WhatIsAdded {
        @Test
        void datesBesidesARule() {
            assertThat(days(daily("RDATE;TZID=Europe/Berlin:20300610T100000,20300611T100000")))
                    .containsExactly("03", "04", "05", "06", "10", "11");
        }

        @Test
        void periodsHaveTheirOwnLength() {
            String series = event(
                    "UID:1",
                    "DTSTART:20300603T080000Z",
                    "DURATION:PT1H",
                    "RDATE;VALUE=PERIOD:20300604T080000Z/PT3H,20300605T080000Z/20300605T083000Z");

            assertThat(year("UTC", series))
                    .containsExactly(
                            "2030-06-03T08:00:00Z/2030-06-03T09:00:00Z",
                            "2030-06-04T08:00:00Z/2030-06-04T11:00:00Z",
                            "2030-06-05T08:00:00Z/2030-06-05T08:30:00Z");
        }

        @Test
        void aDateThatARuleHasTooCountsOnce() {
            assertThat(days(daily("RDATE:20300604T080000Z"))).hasSize(4);
        }

        @Test
        void anAddedDateCanBeTakenOut() {
            assertThat(days(daily("RDATE:20300610T080000Z", "EXDATE:20300610T080000Z")))
                    .hasSize(4);
        }
    }

    @Nested
    final class WhatWasChanged {
        private static String override(String recurrenceId, String start, String... more) {
            String[] lines = new String[more.length + 3];
            lines[0] = "UID:1";
            lines[1] = "RECURRENCE-ID" + recurrenceId;
            lines[2] = "DTSTART;TZID=Europe/Berlin:" + start + "\r\nDURATION:PT1H";
            System.arraycopy(more, 0, lines, 3, more.length);
            return event(lines);
        }

        @Test
        void oneOccurrenceIsMoved() {
            String moved = override(";TZID=Europe/Berlin:20300604T100000", "20300612T100000");

            assertThat(days(DAILY, moved)).containsExactly("03", "05", "06", "12");
        }

        @Test
        void theIdMayBeInUtcOrADate() {
            assertThat(days(DAILY, override(":20300604T080000Z", "20300612T100000")))
                    .containsExactly("03", "05", "06", "12");
            assertThat(days(DAILY, override(";VALUE=DATE:20300604", "20300612T100000")))
                    .containsExactly("03", "05", "06", "12");
        }

        @Test
        void theOrderInTheFileDoesNotMatter() {
            assertThat(days(override(":20300604T080000Z", "20300612T100000"), DAILY))
                    .containsExactly("03", "05", "06", "12");
        }

        @Test
        void aCancelledOccurrenceIsFree() {
            assertThat(days(DAILY, override(":20300604T080000Z", "20300604T100000", "STATUS:CANCELLED")))
                    .containsExactly("03", "05", "06");
        }

        @Test
        void aCancellationNeedsNoStart() {
            assertThat(days(DAILY, event("UID:1", "RECURRENCE-ID:20300604T080000Z", "STATUS:CANCELLED")))
                    .containsExactly("03", "05", "06");
        }

        @Test
        void anOccurrenceMovedIntoTheYearCountsAndOneMovedOutDoesNot() {
            String in = event("UID:1", "RECURRENCE-ID:20310604T080000Z", "DTSTART:20300620T080000Z", "DURATION:PT1H");
            String out = event("UID:1", "RECURRENCE-ID:20300604T080000Z", "DTSTART:20310620T080000Z", "DURATION:PT1H");

            assertThat(days(DAILY, in, out)).containsExactly("03", "05", "06", "20");
        }

        @Test
        void thisAndFutureShiftsAllThatFollow() {
            String later = override(";RANGE=THISANDFUTURE:20300605T080000Z", "20300605T150000");

            assertThat(year("UTC", DAILY, later))
                    .containsExactly(
                            "2030-06-03T08:00:00Z/2030-06-03T09:00:00Z",
                            "2030-06-04T08:00:00Z/2030-06-04T09:00:00Z",
                            "2030-06-05T13:00:00Z/2030-06-05T14:00:00Z",
                            "2030-06-06T13:00:00Z/2030-06-06T14:00:00Z");
        }

        @Test
        void thisAndFutureShiftsByTheWallClock() {
            String weekly = event(
                    "UID:1",
                    "DTSTART;TZID=Europe/Berlin:20300318T100000",
                    "DURATION:PT1H",
                    "RRULE:FREQ=WEEKLY;COUNT=4");
            String later = override(";RANGE=THISANDFUTURE;TZID=Europe/Berlin:20300325T100000", "20300326T110000");

            assertThat(year("UTC", weekly, later))
                    .containsExactly(
                            "2030-03-18T09:00:00Z/2030-03-18T10:00:00Z",
                            "2030-03-26T10:00:00Z/2030-03-26T11:00:00Z",
                            "2030-04-02T09:00:00Z/2030-04-02T10:00:00Z",
                            "2030-04-09T09:00:00Z/2030-04-09T10:00:00Z");
        }

        @Test
        void aSingleChangeAfterThisAndFutureWins() {
            String later = override(";RANGE=THISANDFUTURE:20300604T080000Z", "20300604T150000");
            String single = override(":20300605T080000Z", "20300605T200000");

            assertThat(year("UTC", DAILY, later, single))
                    .containsExactly(
                            "2030-06-03T08:00:00Z/2030-06-03T09:00:00Z",
                            "2030-06-04T13:00:00Z/2030-06-04T14:00:00Z",
                            "2030-06-05T18:00:00Z/2030-06-05T19:00:00Z",
                            "2030-06-06T13:00:00Z/2030-06-06T14:00:00Z");
        }

        @Test
        void thisAndFutureCanCancel() {
            String end = override(";RANGE=THISANDFUTURE:20300605T080000Z", "20300605T100000", "STATUS:CANCELLED");

            assertThat(days(DAILY, end)).containsExactly("03", "04");
        }

        @Test
        void ofTwoRevisionsTheHigherSequenceCountsThenTheLaterStampThenTheLaterInTheFile() {
            String first = override(":20300604T080000Z", "20300612T100000", "SEQUENCE:2", "DTSTAMP:20300101T000000Z");
            String older = override(":20300604T080000Z", "20300613T100000", "SEQUENCE:1", "DTSTAMP:20300201T000000Z");
            String stamp = override(":20300604T080000Z", "20300614T100000", "SEQUENCE:2", "DTSTAMP:20300102T000000Z");
            String last = override(":20300604T080000Z", "20300615T100000", "SEQUENCE:2", "DTSTAMP:20300102T000000Z");

            assertThat(days(DAILY, first, older)).contains("12").doesNotContain("13");
            assertThat(days(DAILY, stamp, first)).contains("14").doesNotContain("12");
            assertThat(days(DAILY, stamp, last)).contains("15").doesNotContain("14");
        }

        @Test
        void anOccurrenceOfASeriesThatTheFileDoesNotHaveStandsAlone() {
            assertThat(days(override(":20300604T080000Z", "20300612T100000"))).containsExactly("12");
        }
    }
}
