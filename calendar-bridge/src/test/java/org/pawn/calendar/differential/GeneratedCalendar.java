package org.pawn.calendar.differential;

import java.time.ZoneId;
import java.util.Set;
import org.pawn.freebusy.TimeSpan;

/**
 * One calendar made by chance, with what is in it.
 *
 * @param zone of the owner: floating times and dates are read in it
 */
record GeneratedCalendar(int id, String text, ZoneId zone, TimeSpan window, Set<Feature> features) {
    /** What a calendar has that implementations differ in. */
    enum Feature {
        RULE,
        COUNT,
        UNTIL,
        SUB_DAILY,
        WEEK_NUMBERS,
        YEAR_DAYS,
        SET_POSITIONS,
        ORDINALS,
        EXDATE,
        RDATE,
        RDATE_PERIOD,
        CHANGED_INSTANCE,
        THIS_AND_FUTURE,
        CANCELLED_INSTANCE,
        ALL_DAY,
        FLOATING,
        NOMINAL_DURATION,
        START_IS_NO_INSTANCE
    }

    GeneratedCalendar {
        features = Set.copyOf(features);
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }
}
