package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.calendar.ical.Ical.calendar;
import static org.pawn.calendar.ical.Ical.event;
import static org.pawn.calendar.ical.Ical.expand;
import static org.pawn.calendar.ical.Ical.owner;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 5545 section 3.8.5.3 and of RFC 7529 section 3: rule by rule, in New York. */
final class Rfc5545ExamplesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static List<String> times(String start, String rule) {
        String series = event("UID:1", "DTSTART;TZID=America/New_York:" + start, "DURATION:PT1M", "RRULE:" + rule);
        return expand(owner("UTC"), "1996-01-01T00:00:00Z", "2012-01-01T00:00:00Z", calendar(series)).events().stream()
                .map(event -> LocalDateTime.ofInstant(event.start(), NEW_YORK).toString())
                .toList();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "19970902|FREQ=DAILY;COUNT=10|0902 0903 0904 0905 0906 0907 0908 0909 0910 0911",
                "19970902|FREQ=DAILY;INTERVAL=10;COUNT=5|0902 0912 0922 1002 1012",
                "19970902|FREQ=WEEKLY;COUNT=10|0902 0909 0916 0923 0930 1007 1014 1021 1028 1104",
                "19970902|FREQ=WEEKLY;INTERVAL=2;WKST=SU|0902 0916 0930 1014 1028 1111 1125 1209 1223 0106",
                "19970902|FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH|0902 0904 0909 0911 0916 0918 0923 0925 0930 1002",
                "19970902|FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH|0902 0904 0909 0911 0916 0918 0923 0925 0930 1002",
                "19970901|FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR|0901 0903 0905 0915 0917 0919 0929 1001 1003 1013",
                "19970902|FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH|0902 0904 0916 0918 0930 1002 1014 1016",
                "19970905|FREQ=MONTHLY;COUNT=10;BYDAY=1FR|0905 1003 1107 1205 0102 0206 0306 0403 0501 0605",
                "19970905|FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR|0905 1003 1107 1205",
                "19970907|FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU|0907 0928 1102 1130 0104 0125 0301 0329 0503 0531",
                "19970922|FREQ=MONTHLY;COUNT=6;BYDAY=-2MO|0922 1020 1117 1222 0119 0216",
                "19970928|FREQ=MONTHLY;BYMONTHDAY=-3|0928 1029 1128 1229 0129 0226",
                "19970902|FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15|0902 0915 1002 1015 1102 1115 1202 1215 0102 0115",
                "19970930|FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1|0930 1001 1031 1101 1130 1201 1231 0101 0131 0201",
                "19970910|FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15|0910 0911 0912 0913 0914 0915 0310 0311 0312 0313",
                "19970902|FREQ=MONTHLY;INTERVAL=2;BYDAY=TU|0902 0909 0916 0923 0930 1104 1111 1118 1125 0106",
                "19970610|FREQ=YEARLY;COUNT=10;BYMONTH=6,7|0610 0710 0610 0710 0610 0710 0610 0710 0610 0710",
                "19970310|FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3|0310 0110 0210 0310 0110 0210 0310 0110 0210 0310",
                "19970101|FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200|0101 0410 0719 0101 0409 0718 0101 0410 0719 0101",
                "19970519|FREQ=YEARLY;BYDAY=20MO|0519 0518 0517",
                "19970512|FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO|0512 0511 0517",
                "19970313|FREQ=YEARLY;BYMONTH=3;BYDAY=TH|0313 0320 0327 0305 0312 0319 0326 0304 0311 0318 0325",
                "19970605|FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8|0605 0612 0619 0626 0703 0710 0717 0724 0731 0807",
                "19970902|FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13|0213 0313 1113 0813 1013",
                "19970913|FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13|0913 1011 1108 1213 0110 0207 0307 0411 0509 0613",
                "19961105|FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8|1105 1107 1102",
                "19970904|FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3|0904 1007 1106",
                "19970929|FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2|0929 1030 1127 1230 0129 0226 0330",
                "19970805|FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO|0805 0810 0819 0824",
                "19970805|FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU|0805 0817 0819 0831",
                "20070115|FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5|0115 0130 0215 0315 0330",
                "20000131|RSCALE=GREGORIAN;FREQ=MONTHLY;COUNT=4|0131 0331 0531 0731",
                "20000131|RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4|0131 0229 0331 0430",
                "20000131|RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;COUNT=4|0131 0301 0331 0501",
                "20000229|RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;COUNT=4|0229 0301 0301 0301",
            })
    void daysAreThoseOfTheExample(String start, String rule, String days) {
        List<String> expected = List.of(days.split(" "));

        List<String> found = times(start + "T090000", rule).stream()
                .limit(expected.size())
                .map(time -> time.substring(5, 7) + time.substring(8, 10))
                .toList();

        assertThat(found).isEqualTo(expected);
        assertThat(times(start + "T090000", rule)).allMatch(time -> time.endsWith("T09:00"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "19970902T090000|FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z|09:00 12:00",
                "19970902T090000|FREQ=MINUTELY;INTERVAL=15;COUNT=6|09:00 09:15 09:30 09:45 10:00 10:15",
                "19970902T090000|FREQ=MINUTELY;INTERVAL=90;COUNT=4|09:00 10:30 12:00 13:30",
                "19970902T090000|FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40|09:00 09:20 09:40 10:00 10:20 10:40 11:00",
                "19970902T090000|FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16|09:00 09:20 09:40 10:00 10:20 10:40 11:00",
            })
    void timesAreThoseOfTheExample(String start, String rule, String times) {
        List<String> expected = List.of(times.split(" "));

        List<String> found = times(start, rule).stream()
                .limit(expected.size())
                .map(time -> time.substring(11))
                .toList();

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void twoWaysToSayTheSameDayAgree() {
        assertThat(times("19980101T090000", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1"))
                .isEqualTo(times(
                        "19980101T090000", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA"))
                .hasSize(93);
    }

    @Test
    void aWeekOfTheYearBelongsToItsOwnYear() {
        // week 1 of 2010 begins in January, week 1 of 2009 on 29 December 2008
        assertThat(times("20081229T090000", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=3"))
                .containsExactly("2008-12-29T09:00", "2010-01-04T09:00", "2011-01-03T09:00");
    }

    @Test
    void weekTwentyAloneKeepsTheWeekdayOfItsStart() {
        assertThat(times("19970512T090000", "FREQ=YEARLY;BYWEEKNO=20;COUNT=3"))
                .containsExactly("1997-05-12T09:00", "1998-05-11T09:00", "1999-05-17T09:00");
    }

    @Test
    void aDayOfTheMonthAloneIsYearlyInTheMonthOfItsStart() {
        assertThat(times("20050415T090000", "FREQ=YEARLY;BYMONTHDAY=15,-1;COUNT=3"))
                .containsExactly("2005-04-15T09:00", "2005-04-30T09:00", "2006-04-15T09:00");
        assertThat(times("20050513T090000", "FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3"))
                .containsExactly("2005-05-13T09:00", "2006-01-13T09:00", "2006-10-13T09:00");
    }

    @Test
    void aStartThatItsOwnRuleDoesNotNameIsNoOccurrence() {
        // RFC 5545 leaves it undefined; most readers do so, and so do we
        assertThat(times("20030602T090000", "FREQ=WEEKLY;BYDAY=WE;COUNT=2"))
                .containsExactly("2003-06-04T09:00", "2003-06-11T09:00");
    }
}
