package org.pawn.rest.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.AvailabilityAnswer;
import org.pawn.freebusy.MeetingTime;

/** One time for a meeting on the wire, with its reasons in sentences. */
record MeetingTimeJson(
        Instant start,
        Instant end,
        String state,
        int required,
        int optional,
        List<String> tentative,
        List<String> unknown,
        List<String> missing,
        List<String> outsideWorkingHours,
        List<String> reasons) {

    /**
     * How many were asked for, those included of whose time nothing is known.
     *
     * @param apart required people of whose time nothing is known
     */
    record Asked(int required, int optional, int apart) {}

    static MeetingTimeJson of(MeetingTime time, Asked asked) {
        AvailabilityAnswer.State state = asked.apart() > 0 ? AvailabilityAnswer.State.UNKNOWN : time.state();
        return new MeetingTimeJson(
                time.start(),
                time.end(),
                state.name().toLowerCase(Locale.ROOT),
                time.required(),
                time.optional(),
                texts(time.tentative()),
                texts(time.unknown()),
                texts(time.missing()),
                texts(time.outsideHours()),
                reasons(time, asked));
    }

    private static List<String> texts(List<AddressOfRecord> people) {
        return people.stream().map(AddressOfRecord::toString).toList();
    }

    private static List<String> reasons(MeetingTime time, Asked asked) {
        List<String> reasons = new ArrayList<>();
        if (asked.required() > 0) {
            reasons.add(required(time, asked));
        }
        if (asked.optional() > 0) {
            reasons.add(time.optional() + " of " + asked.optional() + " optional people "
                    + (time.optional() == 1 ? "is free." : "are free."));
        }
        int outside = time.outsideHours().size();
        reasons.add(outside == 0 ? "Nobody is known to be off work." : "Outside the working hours of " + outside + ".");
        return reasons;
    }

    private static String required(MeetingTime time, Asked asked) {
        int unknown = time.unknown().size() + asked.apart();
        int tentative = time.tentative().size();
        if (unknown + tentative == 0) {
            return asked.required() == 1 ? "Who is required is free." : "All who are required are free.";
        }
        return time.required() + " of " + asked.required() + " required people "
                + (time.required() == 1 ? "is free" : "are free")
                + (tentative > 0 ? ", of " + tentative + " the time is taken tentatively" : "")
                + (unknown > 0 ? ", of " + unknown + " nothing is known" : "") + ".";
    }
}
