package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/**
 * The composer against {@link NaiveComposer}, a second reading of the rules, over random histories; and against itself
 * where a rule needs no reference.
 */
final class ComposerModelTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final int EVENTS_EACH = 100;

    @Test
    void aHundredThousandEventsComposeAsTheNaiveReadingDoes() {
        histories(1_000, 1);
    }

    @Test
    @Tag("slow")
    void aMillionEventsComposeAsTheNaiveReadingDoes() {
        histories(10_000, 1_000_000);
    }

    private static void histories(int count, long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            history(seed);
        }
    }

    private static void history(long seed) {
        SourceEvents events = new SourceEvents(seed);
        CompositionPolicy policy = events.policy();
        Composer composer = new Composer(policy);
        Optional<Long> next = Optional.empty();
        for (int event = 0; event < EVENTS_EACH; event++) {
            events.happen(next);
            Sources sources = events.sources();
            Moment now = events.now();
            Composition composed = composer.compose(ALICE, sources, now);
            if (!composed.equals(NaiveComposer.compose(ALICE, sources, policy, now))) {
                report(sources, policy, now, "seed " + seed + ", event " + event);
            }
            nothingChangesBefore(composed, composer, sources, now, seed);
            orderDoesNotMatter(composed, composer, sources, now, seed);
            next = composed.nextNanos().isPresent()
                    ? Optional.of(composed.nextNanos().getAsLong())
                    : Optional.empty();
        }
    }

    /** The last instant before "next" gives what now gives: nobody is woken too late. */
    private static void nothingChangesBefore(
            Composition composed, Composer composer, Sources sources, Moment now, long seed) {
        OptionalLong next = composed.nextNanos();
        long last = next.isPresent() ? next.getAsLong() - 1 : now.nanos() + 86_400_000_000_000L;
        Moment then = new Moment(now.wall().plusNanos(last - now.nanos()), last);
        Composition later = composer.compose(ALICE, sources, then);
        assertThat(later.document()).as("just before next, seed " + seed).isEqualTo(composed.document());
        assertThat(later.trace()).as("just before next, seed " + seed).isEqualTo(composed.trace());
    }

    private static void orderDoesNotMatter(
            Composition composed, Composer composer, Sources sources, Moment now, long seed) {
        List<PresenceRecord> shuffled = new ArrayList<>(sources.records());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(composer.compose(ALICE, with(sources, shuffled), now))
                .as("in another order, seed " + seed)
                .isEqualTo(composed);
    }

    /** Drops what the difference does not need, one record and one part at a time, and shows the rest. */
    private static void report(Sources sources, CompositionPolicy policy, Moment now, String where) {
        Sources least = sources;
        for (Sources smaller = smaller(least, policy, now); smaller != null; smaller = smaller(least, policy, now)) {
            least = smaller;
        }
        assertThat(new Composer(policy).compose(ALICE, least, now))
                .as("%s, shrunk to %s by %s at %s", where, least, policy, now)
                .isEqualTo(NaiveComposer.compose(ALICE, least, policy, now));
    }

    private static @org.jspecify.annotations.Nullable Sources smaller(
            Sources sources, CompositionPolicy policy, Moment now) {
        List<Sources> candidates = new ArrayList<>();
        for (PresenceRecord record : sources.records()) {
            List<PresenceRecord> rest = new ArrayList<>(sources.records());
            rest.remove(record);
            candidates.add(with(sources, rest));
        }
        ByHand byHand = sources.byHand();
        candidates.add(with(sources, byHand.with(Optional.empty())));
        candidates.add(with(sources, byHand.withNote(Optional.empty())));
        candidates.add(with(sources, byHand.withAbsence(Optional.empty())));
        candidates.add(with(sources, byHand.withWorkPlace(Optional.empty())));
        candidates.add(new Sources(
                sources.records(),
                byHand,
                CalendarState.UNKNOWN,
                sources.restoredUntilNanos(),
                sources.isDeviceless()));
        for (Sources candidate : candidates) {
            boolean differs = !new Composer(policy)
                    .compose(ALICE, candidate, now)
                    .equals(NaiveComposer.compose(ALICE, candidate, policy, now));
            if (differs && !candidate.equals(sources)) {
                return candidate;
            }
        }
        return null;
    }

    private static Sources with(Sources sources, List<PresenceRecord> records) {
        return new Sources(
                records, sources.byHand(), sources.calendar(), sources.restoredUntilNanos(), sources.isDeviceless());
    }

    private static Sources with(Sources sources, ByHand byHand) {
        return new Sources(
                sources.records(), byHand, sources.calendar(), sources.restoredUntilNanos(), sources.isDeviceless());
    }

    @Test
    void clearingAManualStateLeavesThingsAsIfItHadNeverBeenSet() {
        for (long seed = 1; seed <= 500; seed++) {
            SourceEvents events = new SourceEvents(seed);
            Composer composer = new Composer(events.policy());
            for (int event = 0; event < EVENTS_EACH; event++) {
                events.happen(Optional.empty());
            }
            Sources without = with(events.sources(), events.sources().byHand().with(Optional.empty()));
            ManualState ended = new ManualState(
                    Availability.BUSY,
                    List.of(),
                    Optional.empty(),
                    events.now().wall().minusSeconds(60),
                    events.now().wall(),
                    ManualState.EndsEarly.NEVER,
                    true);
            Sources over = with(without, without.byHand().with(Optional.of(ended)));

            assertThat(composer.compose(ALICE, over, events.now()))
                    .isEqualTo(composer.compose(ALICE, without, events.now()));
        }
    }

    @Test
    void aSituationNeverLowersAndMakesNobodyReachable() {
        for (long seed = 1; seed <= 2_000; seed++) {
            SourceEvents events = new SourceEvents(seed);
            Composer composer = new Composer(events.policy());
            for (int event = 0; event < 30; event++) {
                events.happen(Optional.empty());
            }
            Sources before = with(events.sources(), ByHand.NOTHING);
            List<PresenceRecord> more = new ArrayList<>(before.records());
            more.add(PresenceRecord.of(
                    Source.CALL,
                    "added",
                    Availability.BUSY,
                    events.now(),
                    events.now().nanos() + 1));
            Availability alone =
                    composer.compose(ALICE, before, events.now()).document().availability();
            Availability raised = composer.compose(ALICE, with(before, more), events.now())
                    .document()
                    .availability();

            assertThat(raised.rank()).as("seed " + seed).isGreaterThanOrEqualTo(alone.rank());
            if (!alone.reaches()) {
                assertThat(raised).as("seed " + seed).isEqualTo(alone);
            }
        }
    }
}
