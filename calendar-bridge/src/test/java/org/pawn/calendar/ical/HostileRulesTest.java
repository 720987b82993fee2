package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.calendar.ical.Ical.calendar;
import static org.pawn.calendar.ical.Ical.event;
import static org.pawn.calendar.ical.Ical.expand;
import static org.pawn.calendar.ical.Ical.owner;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.freebusy.CalendarExpansion;

/** Rules made to run for ever: each ends within its budget, and the rest of the file counts. */
final class HostileRulesTest {
    private static final String GOOD =
            event("UID:good", "DTSTART:20300603T080000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    private static final String HOURS = numbers(0, 23);
    private static final String SIXTY = numbers(0, 59);
    private static final Duration PATIENCE = Duration.ofSeconds(20); // of a busy machine; the budget is two

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    /** June and July 2030, with this series beside a good one. */
    private static CalendarExpansion summer(String start, String rule) {
        String hostile = event("UID:hostile", "DTSTART:" + start, "DURATION:PT1S", "RRULE:" + rule);
        long before = System.nanoTime();
        CalendarExpansion expansion =
                expand(owner("UTC"), "2030-06-01T00:00:00Z", "2030-08-01T00:00:00Z", calendar(hostile, GOOD));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
        assertThat(expansion.events().stream().filter(event -> event.id().startsWith("good/")))
                .hasSize(43);
        return expansion;
    }

    @ParameterizedTest
    @ValueSource(strings = {"19700101T000000Z", "00010101T000000Z", "20300601T000000Z"})
    void everySecondOrMinuteForEver(String start) {
        assertThat(summer(start, "FREQ=SECONDLY").problems()).hasSize(1);
        assertThat(summer(start, "FREQ=SECONDLY;COUNT=1000000000").isWhole()).isEqualTo(!start.startsWith("20"));
        summer(start, "FREQ=MINUTELY");
        summer(start, "FREQ=MINUTELY;COUNT=1000000000");
    }

    @Test
    void denseLists() {
        String all = ";BYHOUR=" + HOURS + ";BYMINUTE=" + SIXTY + ";BYSECOND=" + SIXTY;

        assertThat(summer("19700101T000000Z", "FREQ=YEARLY;BYYEARDAY=" + numbers(1, 366) + all)
                        .problems())
                .hasSize(1);
        assertThat(summer("20300601T000000Z", "FREQ=DAILY" + all).problems()).hasSize(1);
        summer(
                "19700101T000000Z",
                "FREQ=YEARLY;BYMONTH=" + numbers(1, 12) + ";BYMONTHDAY=" + numbers(1, 31) + all + ";BYSETPOS="
                        + numbers(1, 366) + "," + numbers(-366, -1));
        summer("19700101T000000Z", "FREQ=MONTHLY;COUNT=1000000000;BYMONTHDAY=" + numbers(1, 31) + all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
                "FREQ=SECONDLY;INTERVAL=7;BYHOUR=3;BYMINUTE=59;BYSECOND=59;BYDAY=MO;BYMONTHDAY=13;BYMONTH=1",
                "FREQ=MINUTELY;INTERVAL=120;BYHOUR=1",
                "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
                "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2",
                "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1;COUNT=10",
                "FREQ=YEARLY;BYSETPOS=366",
                "FREQ=DAILY;INTERVAL=1000000000",
                "FREQ=YEARLY;INTERVAL=999999999999",
                "FREQ=SECONDLY;INTERVAL=1000000000;COUNT=1000000000",
                "FREQ=WEEKLY;INTERVAL=2147483647;COUNT=2147483647",
                "FREQ=YEARLY;COUNT=1000000000;BYMONTH=1",
                "FREQ=DAILY;UNTIL=99991231T235959Z;BYDAY=MO",
            })
    void rulesThatNeverOrHardlyEverHappen(String rule) {
        assertThat(summer("19700101T000000Z", rule).problems()).isEmpty();
        assertThat(summer("00010101T000000Z", rule).problems()).isEmpty();
    }

    @Test
    void aHundredHostileSeriesLeaveTheGoodOnesAlone() {
        String hostile = IntStream.range(0, 100)
                .mapToObj(i -> event("UID:h" + i, "DTSTART:19700101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"))
                .collect(Collectors.joining("\r\n"));
        String after = event("UID:after", "DTSTART:20300604T120000Z", "DURATION:PT1H");

        CalendarExpansion expansion =
                expand(owner("UTC"), "2030-06-01T00:00:00Z", "2030-08-01T00:00:00Z", calendar(GOOD, hostile, after));

        assertThat(expansion.events()).hasSize(44);
        assertThat(expansion.isWhole()).isFalse();
    }

    @Test
    void anExceptionRuleIsBoundedToo() {
        String series = event(
                "UID:1", "DTSTART:19700101T000000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", "EXRULE:FREQ=SECONDLY");

        List<String> problems = expand(
                        owner("UTC"), "2030-06-01T00:00:00Z", "2030-08-01T00:00:00Z", calendar(series, GOOD))
                .problems()
                .stream()
                .map(problem -> problem.component())
                .toList();

        assertThat(problems).containsExactly("VEVENT");
    }

    @Test
    void anEventOfAThousandYearsIsClippedToTheWindow() {
        CalendarExpansion expansion = expand(
                owner("UTC"),
                "2030-06-01T00:00:00Z",
                "2030-06-02T00:00:00Z",
                calendar(event("UID:1", "DTSTART:16010101T000000Z", "DTEND:25990101T000000Z", "RRULE:FREQ=YEARLY")));

        assertThat(Ical.busy(expansion)).containsExactly("2030-06-01T00:00:00Z/2030-06-02T00:00:00Z");
    }
}
