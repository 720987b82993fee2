package org.pawn.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pawn.time.Moment;

/**
 * Why a person shows as they do at one moment: the whole truth, for the person's own eyes and an administrator's.
 *
 * @param at the moment explained, UTC
 * @param nextChange when the same sources can give something else, if ever
 * @param voices what every live source says, in order
 * @param working whether these are working hours, and until when
 */
public record Explanation(
        PresenceDocument document,
        Trace trace,
        Instant at,
        Optional<Instant> nextChange,
        List<Voice> voices,
        WorkingTime working) {

    /**
     * What one live source says.
     *
     * @param until when it ends unless it is renewed, exclusive, UTC
     */
    public record Voice(
            Source source,
            String id,
            Optional<Availability> availability,
            List<Activity> activities,
            Instant since,
            Instant until,
            Optional<Instant> lastActive) {}

    static Explanation of(Composition composition, Sources sources, Moment now) {
        List<Voice> voices = new ArrayList<>();
        sources.records().forEach(record -> voice(record, now, voices));
        sources.calendar().situations().forEach(record -> voice(record, now, voices));
        sources.byHand()
                .manual()
                .filter(state -> state.isLive(now.wall()))
                .ifPresent(state -> voices.add(new Voice(
                        Source.MANUAL,
                        Trace.Cause.MANUAL.id(),
                        Optional.of(state.availability()),
                        state.activities(),
                        state.setAt(),
                        state.until(),
                        Optional.empty())));
        voices.sort(Comparator.comparing(Voice::source).thenComparing(Voice::id));
        Optional<Instant> next = composition.nextNanos().isPresent()
                ? Optional.of(now.wallAt(composition.nextNanos().getAsLong()))
                : Optional.empty();
        return new Explanation(
                composition.document(),
                composition.trace(),
                now.wall(),
                next,
                List.copyOf(voices),
                sources.calendar().working());
    }

    /** What the source of a step says, where it is one of {@link #voices}. */
    public Optional<Voice> voice(Trace.Cause cause) {
        return voices.stream()
                .filter(voice -> voice.source() == cause.source() && voice.id().equals(cause.id()))
                .findFirst();
    }

    private static void voice(PresenceRecord record, Moment now, List<Voice> voices) {
        if (!now.isPast(record.deadlineNanos())) {
            voices.add(new Voice(
                    record.source(),
                    record.id(),
                    record.availability(),
                    record.activities(),
                    record.since(),
                    now.wallAt(record.deadlineNanos()),
                    record.lastActive().map(Moment::wall)));
        }
    }
}
