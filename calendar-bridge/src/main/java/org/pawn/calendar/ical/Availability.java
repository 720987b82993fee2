package org.pawn.calendar.ical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.TimeSpan;

/**
 * One VAVAILABILITY over a window (RFC 7953 section 3.1): within {@code span} its owner is unavailable but for the
 * {@code available} spans.
 *
 * @param priority 1 is the highest, 9 the lowest; 0, not stated, is lower still
 */
record Availability(int priority, TimeSpan span, BusyType type, List<TimeSpan> available) {
    /** From the weakest to the one that decides. */
    int strength() {
        return priority == 0 ? 0 : 10 - priority;
    }

    /** What stands for a moment: out of hours with a type, within hours without. */
    private record State(Optional<BusyType> type) {
        boolean isAvailable() {
            return type.isEmpty();
        }
    }

    /** Several availabilities laid over one another, the strongest last. */
    static final class Layers {
        private final TimeSpan window;
        private final TreeMap<Instant, Optional<State>> states = new TreeMap<>();

        Layers(TimeSpan window, Collection<Availability> weakestFirst) {
            this.window = window;
            states.put(window.start(), Optional.empty());
            states.put(window.end(), Optional.empty());
            for (Availability availability : weakestFirst) {
                lay(availability.span(), new State(Optional.of(availability.type())));
                for (TimeSpan hours : availability.available()) {
                    hours.intersection(availability.span()).ifPresent(span -> lay(span, new State(Optional.empty())));
                }
            }
        }

        private void lay(TimeSpan span, State state) {
            span.intersection(window).ifPresent(part -> {
                states.put(part.end(), states.floorEntry(part.end()).getValue());
                states.put(part.start(), Optional.of(state));
                states.subMap(part.start(), false, part.end(), false).clear();
            });
        }

        /** All busy time, with merged {@code events} on top: they override availability (RFC 7953 section 4). */
        List<BusyInterval> busyUnder(List<BusyInterval> events) {
            for (BusyInterval event : events) {
                lay(new TimeSpan(event.start(), event.end()), new State(Optional.of(event.type())));
            }
            List<BusyInterval> busy = new ArrayList<>();
            each((span, state) ->
                    state.type().ifPresent(type -> busy.add(new BusyInterval(span.start(), span.end(), type))));
            return BusyInterval.merge(busy);
        }

        /** Where anything is said at all; ask before {@link #busyUnder}. */
        List<TimeSpan> stated() {
            List<TimeSpan> stated = new ArrayList<>();
            each((span, state) -> stated.add(span));
            return TimeSpan.merge(stated);
        }

        /** Where it is within hours; ask before {@link #busyUnder}. */
        List<TimeSpan> available() {
            List<TimeSpan> available = new ArrayList<>();
            each((span, state) -> {
                if (state.isAvailable()) {
                    available.add(span);
                }
            });
            return available;
        }

        private void each(BiConsumer<TimeSpan, State> visitor) {
            Map.Entry<Instant, Optional<State>> from = states.firstEntry();
            for (Map.Entry<Instant, Optional<State>> to :
                    states.tailMap(from.getKey(), false).entrySet()) {
                TimeSpan span = new TimeSpan(from.getKey(), to.getKey());
                from.getValue().ifPresent(state -> visitor.accept(span, state));
                from = to;
            }
        }
    }
}
