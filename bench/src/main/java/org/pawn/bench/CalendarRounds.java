package org.pawn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The same calendar read again and again.
 *
 * @param cpuMillis processor time of one round, all threads
 */
record CalendarRounds(List<Round> rounds, double cpuMillis) {
    /** One reading: the file to a calendar in memory, that to busy time, and what it was. */
    record Round(double parseMillis, double freeBusyMillis, Answer answer) {
        double wholeMillis() {
            return parseMillis + freeBusyMillis;
        }
    }

    /** Busy time within the window, as it is compared. */
    record Answer(int occurrences, int merged, long busySeconds) implements Comparable<Answer> {
        @Override
        public int compareTo(Answer other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return "%d occurrences, %d merged, %,d s busy".formatted(occurrences, merged, busySeconds);
        }
    }

    CalendarRounds {
        rounds = List.copyOf(rounds);
    }

    /** These rounds and others of the same program. */
    CalendarRounds and(Optional<CalendarRounds> others) {
        if (others.isEmpty()) {
            return this;
        }
        List<Round> all = new ArrayList<>(rounds);
        all.addAll(others.get().rounds);
        double cpu = cpuMillis * rounds.size()
                + others.get().cpuMillis * others.get().rounds.size();
        return new CalendarRounds(all, cpu / all.size());
    }

    double parseMillis() {
        return median(Round::parseMillis);
    }

    double freeBusyMillis() {
        return median(Round::freeBusyMillis);
    }

    double wholeMillis() {
        return median(Round::wholeMillis);
    }

    private double median(ToDoubleFunction<Round> figure) {
        return rounds.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElse(0);
    }

    boolean isAlways(Answer expected) {
        return rounds.stream().allMatch(round -> round.answer().equals(expected));
    }

    /** Each answer that was given. */
    String answers() {
        Stream<Answer> all = new TreeSet<>(rounds.stream().map(Round::answer).toList()).stream();
        return String.join("; ", all.map(Answer::toString).toList());
    }
}
