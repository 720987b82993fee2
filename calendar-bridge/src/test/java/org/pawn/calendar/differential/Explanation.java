package org.pawn.calendar.differential;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pawn.calendar.differential.GeneratedCalendar.Feature;

/** Why another implementation differs from ours, with the words that decide. {@code docs/calendar.md} lists them all. */
enum Explanation {
    UNDEFINED_START(
            "the start is no instance of its rule",
            "RFC 5545 section 3.8.5.3",
            "The recurrence set generated with a \"DTSTART\" property value not synchronized with the recurrence rule"
                    + " is undefined.",
            one -> one.has(Feature.START_IS_NO_INSTANCE)),
    SET_POSITIONS(
            "BYSETPOS is not done for every frequency",
            "RFC 5545 section 3.3.10",
            "BYSETPOS operates on a set of recurrence instances in one interval of the recurrence rule.",
            one -> one.of("ical.js", "libical") && one.rule("BYSETPOS")
                    || one.rule("FREQ=WEEKLY") && one.rule("BYSETPOS") && one.oursIsPartOfTheirs()),
    LAST_DAY_OF_MONTH(
            "a daily rule does not count month days from the end",
            "RFC 5545 section 3.3.10",
            "For example, -10 represents the tenth to the last day of the month.",
            one -> one.of("ical.js", "libical") && one.rule("FREQ=DAILY.*BYMONTHDAY=[0-9,]*-")),
    WEEK_NUMBERS(
            "week numbers are not done, or lose the weekday of the start",
            "RFC 5545 section 3.3.10",
            "Information, not contained in the rule, necessary to determine the various recurrence instance start time"
                    + " and dates are derived from the Start Time (DTSTART) component attribute.",
            one -> one.rule("BYWEEKNO") && (one.of("ical.js") || !one.rule("BYDAY"))),
    FIRST_WEEK(
            "the first week of a year is another than by the day on which weeks start",
            "RFC 5545 section 3.3.10",
            "Week number one of the calendar year is the first week that contains at least four (4) days in that calendar"
                    + " year.",
            one -> one.of("libical") && one.rule("BYWEEKNO") && one.rule("WKST") && one.theirsIsPartOfOurs()),
    INTERVAL_OF_WEEKS(
            "after some years a rule for every second or third week has lost count of them",
            "RFC 5545 section 3.3.10",
            "The INTERVAL rule part contains a positive integer representing at which intervals the recurrence rule"
                    + " repeats.",
            one -> one.of("libical") && one.rule("FREQ=WEEKLY") && one.theirsLieInOtherWeeks()),
    HOURS_EXPAND(
            "hours do not multiply the days of a monthly or yearly rule",
            "RFC 5545 section 3.3.10",
            "BYxxx rule parts for a period of time less than the frequency generally increase or expand the number of"
                    + " occurrences of the recurrence.",
            one -> one.of("ical.js") && one.rule("FREQ=(YEARLY|MONTHLY)") && one.rule("BYHOUR")),
    MONTHS_LIMIT(
            "BYMONTH does not limit a monthly rule, or loses months of it",
            "RFC 5545 section 3.3.10",
            "BYxxx rule parts for a period of time that is the same or greater than the frequency generally reduce or"
                    + " limit the number of occurrences of the recurrence generated.",
            one -> one.of("ical.js") && one.rule("FREQ=MONTHLY") && one.rule("BYMONTH=")),
    CHANGE_OF_NO_INSTANCE(
            "a changed instance that its series does not have, or has excepted, is left out",
            "RFC 5545 section 3.8.4.4",
            "This property is used in conjunction with the \"UID\" and \"SEQUENCE\" properties to identify a specific"
                    + " instance of a recurring \"VEVENT\", \"VTODO\", or \"VJOURNAL\" calendar component.",
            one -> (one.has(Feature.CHANGED_INSTANCE) || one.has(Feature.THIS_AND_FUTURE))
                    && (one.has(Feature.EXDATE) || one.has(Feature.COUNT) || one.has(Feature.UNTIL))
                    && one.theirsIsPartOfOursButBesideClockChanges()),
    EXCEPTIONS(
            "an exception is overlooked where another is there twice",
            "RFC 5545 section 3.8.5.1",
            "The exception dates, if specified, are used when computing the recurrence set.",
            one -> one.of("ical.js") && one.oursIsPartOfTheirs() && one.theirsAreExcepted()),
    INSTANCE_OF_A_DAY(
            "which instance is changed or cancelled is told by its day, where that has two",
            "RFC 5545 section 3.8.4.4",
            "The DATE-TIME value is set to the time when the original recurrence instance would occur",
            one -> one.of("recurring_ical_events")
                    && one.has(Feature.RDATE)
                    && one.text("RECURRENCE-ID")
                    && one.onlyOnDaysOfChanges()),
    NO_SUCH_DAY(
            "a day that its month does not have becomes one of the next month",
            "RFC 5545 section 3.3.10",
            "Recurrence rules may generate recurrence instances with an invalid date (e.g., February 30) or nonexistent"
                    + " local time (e.g., 1:30 AM on a day where the local time is moved forward by an hour at 1:00 AM). Such"
                    + " recurrence instances MUST be ignored and MUST NOT be counted as part of the recurrence set.",
            one -> one.of("ical.js") && one.rule("FREQ=YEARLY.*BYMONTHDAY") && one.oursIsPartOfTheirs()),
    NOMINAL_DAY(
            "a duration of days and hours over a change of the clocks",
            "RFC 5545 section 3.3.6",
            "The format can represent nominal durations (weeks and days) and accurate durations (hours, minutes, and"
                    + " seconds).",
            one -> one.has(Feature.NOMINAL_DURATION)
                    && (one.onlyBesideClockChanges() || one.of("libical") && one.onlyEndsDiffer())),
    EXACT_DURATION(
            "an end by the wall clock over a change of the clocks",
            "RFC 5545 section 3.8.5.3",
            "If the duration of the recurring component is specified with the \"DTEND\" or \"DUE\" property, then the"
                    + " same exact duration will apply to all the members of the generated recurrence set.",
            one -> one.text("DTEND") && one.onlyBesideClockChanges()),
    DAY_LEFT_OUT(
            "what comes after a day that a zone left out lies a day wrong",
            "RFC 5545 section 3.2.19",
            "To specify the identifier for the time zone definition for a time component in the property value.",
            one -> one.of("libical", "recurring_ical_events") && one.isIn("Pacific/Apia") && one.onlyMovedByADay()),
    SAME_LOCAL_TIME(
            "weeks before or after a change of the clocks an instance lies at another local time",
            "RFC 5545 section 3.8.5.3",
            "In most cases, a \"DTSTART\" property of DATE-TIME value type used with a recurrence rule, should be specified as"
                    + " a date with local time and time zone reference to make sure all the recurrence instances start at"
                    + " the same local time regardless of time zone changes.",
            one -> one.of("libical") && !one.rule("BYHOUR|BYMINUTE|HOURLY") && one.onlyOursStartByTheClock()),
    HOURS_BY_THE_CLOCK(
            "hours are counted exactly, so that the series moves by the clock when the clocks are changed",
            "RFC 5545 section 3.8.5.3",
            "In most cases, a \"DTSTART\" property of DATE-TIME value type used with a recurrence rule, should be specified as"
                    + " a date with local time and time zone reference to make sure all the recurrence instances start at"
                    + " the same local time regardless of time zone changes.",
            one -> one.of("libical") && one.rule("FREQ=HOURLY")),
    LAST_INSTANCE(
            "the end of the series is compared by the offset that its start had",
            "RFC 5545 section 3.3.10",
            "If the value specified by UNTIL is synchronized with the specified recurrence, this DATE or DATE-TIME becomes"
                    + " the last instance of the recurrence.",
            one -> one.of("recurring_ical_events") && one.rule("UNTIL=") && one.theirsIsPartOfOurs()),
    OFFSETS_OF_A_ZONE(
            "a summer time that a zone had in some years alone is not known",
            "RFC 5545 section 3.6.5",
            "A time zone is unambiguously defined by the set of time measurement rules determined by the governing body"
                    + " for a given geographic area.",
            one -> one.of("libical") && one.isIn("Africa/Casablanca") && one.onlyMovedByAnHour()),
    TWICE_OR_NEVER(
            "a local time that comes twice, or never",
            "RFC 5545 section 3.3.5",
            "If, based on the definition of the referenced time zone, the local time described occurs more than once"
                    + " (when changing from daylight to standard time), the DATE-TIME value refers to the first"
                    + " occurrence of the referenced time.",
            Disagreement::onlyBesideClockChanges);

    private final String what;
    private final String source;
    private final String words;
    private final Predicate<Disagreement> explains;

    Explanation(String what, String source, String words, Predicate<Disagreement> explains) {
        this.what = what;
        this.source = source;
        this.words = words;
        this.explains = explains;
    }

    /** The first that fits. */
    static Optional<Explanation> of(Disagreement disagreement) {
        return Stream.of(values())
                .filter(one -> one.explains.test(disagreement))
                .findFirst();
    }

    /** Its line in the table of {@code docs/calendar.md}. */
    String row() {
        return "| " + what + " | " + source + ": \u201c" + words.replace("|", "\\|") + "\u201d |";
    }
}
