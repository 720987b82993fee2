package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pawn.address.AddressOfRecord;

/** Looks for meeting times minute by minute and person by person, for calendars whose edges are whole minutes. */
final class NaiveMeetingSearch {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private enum Suits {
        FREE,
        TENTATIVE,
        UNKNOWN,
        BLOCKED
    }

    private final MeetingQuestion question;
    private final List<Attendee> known;
    private final boolean isSomebodyRequiredUnknown;

    NaiveMeetingSearch(MeetingQuestion question, List<Attendee> attendees) {
        this.question = question;
        this.known = attendees.stream().filter(Attendee::isKnown).toList();
        this.isSomebodyRequiredUnknown = attendees.stream()
                .anyMatch(attendee -> attendee.role() == Attendee.Role.REQUIRED && !attendee.isKnown());
    }

    List<MeetingTime> times() {
        List<MeetingTime> times = new ArrayList<>();
        for (TimeSpan window : question.windows()) {
            for (Instant start = window.start();
                    !start.plus(question.length()).isAfter(window.end());
                    start = start.plus(MINUTE)) {
                if (isRound(start) && known.stream().noneMatch(isRequiredAnd(start, Suits.BLOCKED))) {
                    times.add(time(start));
                }
            }
        }
        if (known.isEmpty()) {
            return List.of();
        }
        return times.stream()
                .sorted(Comparator.<MeetingTime>comparingInt(
                                time -> time.unknown().size())
                        .thenComparing(time -> time.tentative().size())
                        .thenComparing(time -> -time.optional())
                        .thenComparing(time -> -tentativeOptional(time.start()))
                        .thenComparing(time -> time.outsideHours().size())
                        .thenComparing(MeetingTime::start))
                .limit(question.limit())
                .toList();
    }

    private boolean isRound(Instant start) {
        return start.atZone(question.zone()).toLocalTime().toSecondOfDay()
                        % question.step().toSeconds()
                == 0;
    }

    private MeetingTime time(Instant start) {
        List<AddressOfRecord> tentative = people(isRequiredAnd(start, Suits.TENTATIVE));
        List<AddressOfRecord> unknown = people(isRequiredAnd(start, Suits.UNKNOWN));
        AvailabilityAnswer.State state = isSomebodyRequiredUnknown || !unknown.isEmpty()
                ? AvailabilityAnswer.State.UNKNOWN
                : tentative.isEmpty() ? AvailabilityAnswer.State.FREE : AvailabilityAnswer.State.TENTATIVE;
        return new MeetingTime(
                start,
                start.plus(question.length()),
                state,
                people(isRequiredAnd(start, Suits.FREE)).size(),
                people(attendee -> isOptional(attendee) && suits(attendee, start) == Suits.FREE)
                        .size(),
                tentative,
                unknown,
                people(attendee -> isOptional(attendee) && suits(attendee, start) != Suits.FREE),
                people(attendee -> isOutside(attendee, start)));
    }

    private int tentativeOptional(Instant start) {
        return people(attendee -> isOptional(attendee) && suits(attendee, start) == Suits.TENTATIVE)
                .size();
    }

    private java.util.function.Predicate<Attendee> isRequiredAnd(Instant start, Suits wanted) {
        return attendee -> !isOptional(attendee) && suits(attendee, start) == wanted;
    }

    private static boolean isOptional(Attendee attendee) {
        return attendee.role() == Attendee.Role.OPTIONAL;
    }

    private List<AddressOfRecord> people(java.util.function.Predicate<Attendee> which) {
        return known.stream().filter(which).map(Attendee::person).toList();
    }

    private Suits suits(Attendee attendee, Instant start) {
        Suits worst = Suits.FREE;
        for (Instant minute = start; minute.isBefore(start.plus(question.length())); minute = minute.plus(MINUTE)) {
            Suits now = at(attendee, minute);
            worst = now.compareTo(worst) > 0 ? now : worst;
        }
        return worst;
    }

    private Suits at(Attendee attendee, Instant minute) {
        for (BusyInterval busy : attendee.time().busy()) {
            boolean isHard = busy.type() != BusyType.BUSY_TENTATIVE;
            if (isHard && new TimeSpan(busy.start(), busy.end()).contains(minute)) {
                return Suits.BLOCKED;
            }
        }
        boolean isOff = attendee.time().usableHours().stream().noneMatch(span -> span.contains(minute));
        if (isOff && question.hours() == MeetingQuestion.Hours.RESPECTED) {
            return Suits.BLOCKED;
        }
        if (attendee.time().unknown().stream().anyMatch(span -> span.contains(minute))) {
            return Suits.UNKNOWN;
        }
        boolean isBusy = attendee.time().busy().stream()
                .anyMatch(busy -> new TimeSpan(busy.start(), busy.end()).contains(minute));
        return isBusy ? Suits.TENTATIVE : Suits.FREE;
    }

    private boolean isOutside(Attendee attendee, Instant start) {
        for (Instant at = start; at.isBefore(start.plus(question.length())); at = at.plus(MINUTE)) {
            Instant minute = at;
            if (attendee.time().usableHours().stream().noneMatch(span -> span.contains(minute))) {
                return true;
            }
        }
        return false;
    }
}
