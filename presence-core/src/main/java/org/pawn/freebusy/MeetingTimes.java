package org.pawn.freebusy;

import java.util.List;
import java.util.stream.Stream;

/**
 * When people can meet: a pure function. No required person is known to be busy at any of the times. They are ranked: all
 * required people free before some of them tentative, those before times of which too little is known; then by how many
 * optional people are free, then tentative; then by how few would come outside their hours; then the earlier first.
 *
 * @param times the best, in that order; none where no calendar at all is known
 * @param apart people of whose time nothing is known, in the order given; they count as free nowhere
 */
public record MeetingTimes(List<MeetingTime> times, List<Attendee> apart) {
    public MeetingTimes {
        times = List.copyOf(times);
        apart = List.copyOf(apart);
    }

    /** Takes one attendee after the other, so that all their calendars need never be in memory together. */
    public static MeetingTimes find(MeetingQuestion question, Stream<Attendee> attendees) {
        MeetingSearch search = new MeetingSearch(question);
        attendees.forEachOrdered(search::add);
        return search.result();
    }
}
