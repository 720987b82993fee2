package org.pawn.freebusy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.pawn.address.AddressOfRecord;

/**
 * Looks for meeting times by counting, at every possible start, whom it does not suit. Linear in the spans of all calendars
 * and in the starts. One thread, once.
 */
final class MeetingSearch {
    /** One attendee's starts of each sort; they can overlap, and the earlier sort counts. */
    private record Suit(
            AddressOfRecord person,
            Attendee.Role role,
            StartRanges blocked,
            StartRanges unknown,
            StartRanges tentative,
            StartRanges outsideHours) {}

    /** A start and what ranks it, best first. */
    private record Candidate(int index, int unknown, int tentative, int missing, int missingForSure, int outside) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::unknown)
                .thenComparingInt(Candidate::tentative)
                .thenComparingInt(Candidate::missing)
                .thenComparingInt(Candidate::missingForSure)
                .thenComparingInt(Candidate::outside)
                .thenComparingInt(Candidate::index);
    }

    private final MeetingQuestion question;
    private final long[] starts;
    private final List<Suit> suits = new ArrayList<>();
    private final List<Attendee> apart = new ArrayList<>();
    private final int[] blocked; // required people; these six are differences from start to start
    private final int[] unknown;
    private final int[] unsure; // unknown or tentative
    private final int[] missing; // optional people
    private final int[] missingForSure; // and not only tentative
    private final int[] outside; // anybody

    MeetingSearch(MeetingQuestion question) {
        this.question = question;
        this.starts = question.starts();
        int size = starts.length + 1;
        blocked = new int[size];
        unknown = new int[size];
        unsure = new int[size];
        missing = new int[size];
        missingForSure = new int[size];
        outside = new int[size];
    }

    void add(Attendee attendee) {
        if (!attendee.isKnown()) {
            apart.add(withoutTime(attendee));
            return;
        }
        Suit suit = suit(attendee);
        if (attendee.role() == Attendee.Role.REQUIRED) {
            suit.blocked().countIn(blocked);
            suit.unknown().countIn(unknown);
            suit.unknown().or(suit.tentative()).countIn(unsure);
        } else {
            StartRanges forSure = suit.blocked().or(suit.unknown());
            forSure.countIn(missingForSure);
            forSure.or(suit.tentative()).countIn(missing);
        }
        suit.outsideHours().countIn(outside);
        suits.add(suit);
    }

    /** The person and how little is known: not the time, which may be much. */
    private static Attendee withoutTime(Attendee attendee) {
        FreeBusy time = attendee.time();
        FreeBusy none = FreeBusy.unknown(new TimeSpan(time.from(), time.to()), time.coverage(), time.asOf());
        return new Attendee(attendee.person(), attendee.role(), none);
    }

    private Suit suit(Attendee attendee) {
        FreeBusy time = attendee.time();
        TimeSpan whole = new TimeSpan(time.from(), time.to());
        StartRanges busy = meeting(spans(time, type -> type != BusyType.BUSY_TENTATIVE));
        StartRanges outsideHours = meeting(whole.without(time.usableHours()));
        boolean isRespected = question.hours() == MeetingQuestion.Hours.RESPECTED;
        return new Suit(
                attendee.person(),
                attendee.role(),
                isRespected ? busy.or(outsideHours) : busy,
                meeting(time.unknown()),
                meeting(spans(time, type -> type == BusyType.BUSY_TENTATIVE)),
                outsideHours);
    }

    private StartRanges meeting(List<TimeSpan> spans) {
        return StartRanges.meeting(starts, question.length().toSeconds(), spans);
    }

    private static List<TimeSpan> spans(FreeBusy time, Predicate<BusyType> wanted) {
        return time.busy().stream()
                .filter(interval -> wanted.test(interval.type()))
                .map(interval -> new TimeSpan(interval.start(), interval.end()))
                .toList();
    }

    MeetingTimes result() {
        return new MeetingTimes(
                suits.isEmpty()
                        ? List.of()
                        : best().stream().map(this::meetingTime).toList(),
                apart);
    }

    private List<Candidate> best() {
        PriorityQueue<Candidate> best = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());
        int[] counts = new int[6];
        for (int i = 0; i < starts.length; i++) {
            counts[0] += blocked[i];
            counts[1] += unknown[i];
            counts[2] += unsure[i];
            counts[3] += missing[i];
            counts[4] += missingForSure[i];
            counts[5] += outside[i];
            if (counts[0] == 0) {
                best.add(new Candidate(i, counts[1], counts[2] - counts[1], counts[3], counts[4], counts[5]));
                if (best.size() > question.limit()) {
                    best.remove();
                }
            }
        }
        return best.stream().sorted(Candidate.BEST_FIRST).toList();
    }

    private MeetingTime meetingTime(Candidate candidate) {
        int at = candidate.index();
        Instant start = Instant.ofEpochSecond(starts[at]);
        boolean isUnknown = candidate.unknown() > 0
                || apart.stream().anyMatch(attendee -> attendee.role() == Attendee.Role.REQUIRED);
        AvailabilityAnswer.State state = isUnknown
                ? AvailabilityAnswer.State.UNKNOWN
                : candidate.tentative() > 0 ? AvailabilityAnswer.State.TENTATIVE : AvailabilityAnswer.State.FREE;
        return new MeetingTime(
                start,
                start.plus(question.length()),
                state,
                count(Attendee.Role.REQUIRED) - candidate.unknown() - candidate.tentative(),
                count(Attendee.Role.OPTIONAL) - candidate.missing(),
                people(
                        Attendee.Role.REQUIRED,
                        suit -> suit.tentative().has(at) && !suit.unknown().has(at)),
                people(Attendee.Role.REQUIRED, suit -> suit.unknown().has(at)),
                people(
                        Attendee.Role.OPTIONAL,
                        suit -> suit.blocked().has(at)
                                || suit.unknown().has(at)
                                || suit.tentative().has(at)),
                suits.stream()
                        .filter(suit -> suit.outsideHours().has(at))
                        .map(Suit::person)
                        .toList());
    }

    private int count(Attendee.Role role) {
        return (int) suits.stream().filter(suit -> suit.role() == role).count();
    }

    private List<AddressOfRecord> people(Attendee.Role role, Predicate<Suit> which) {
        return suits.stream()
                .filter(suit -> suit.role() == role && which.test(suit))
                .map(Suit::person)
                .toList();
    }
}
