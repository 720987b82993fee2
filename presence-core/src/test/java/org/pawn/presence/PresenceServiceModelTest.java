package org.pawn.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The presence service against {@link NaivePresence} over random calls, lost flows, restarts and moments: what it shows,
 * since when, what its listeners hear in which order, and that nothing changes before the timer. A history in which the
 * two differ is shrunk to the calls that it needs.
 */
final class PresenceServiceModelTest {
    private static final int STEPS_EACH = 60;

    @Test
    void twentyThousandCallsKeepPeopleAsTheNaiveReadingDoes() {
        histories(333, 1);
    }

    @Test
    @Tag("slow")
    @EnabledIfSystemProperty(named = "pawn.long", matches = "true", disabledReason = "minutes: ./run-tests --long")
    void aMillionCallsKeepPeopleAsTheNaiveReadingDoes() {
        histories(16_667, 1_000_000);
    }

    private static void histories(int count, long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            long from = seed;
            List<ServiceHistory.Step> steps = steps(seed);
            difference(seed, steps).ifPresent(difference -> report(from, steps, difference));
        }
    }

    private static List<ServiceHistory.Step> steps(long seed) {
        Random random = new Random(seed);
        RandomWords words = new RandomWords(random);
        List<ServiceHistory.Step> steps = new ArrayList<>();
        while (steps.size() < STEPS_EACH) {
            ServiceHistory.Kind kind = words.one(ServiceHistory.Kind.values());
            boolean isRare = kind == ServiceHistory.Kind.FORGET || kind == ServiceHistory.Kind.RESTART;
            if (!isRare || words.onceIn(3)) {
                steps.add(new ServiceHistory.Step(kind, random.nextLong()));
            }
        }
        return steps;
    }

    private static Optional<ServiceHistory.Difference> difference(long seed, List<ServiceHistory.Step> steps) {
        CompositionPolicy policy = new RandomWords(new Random(seed)).policy();
        try (ServiceHistory history =
                new ServiceHistory(policy, new InMemoryPublicationStore(), new InMemoryManualStateStore())) {
            steps.forEach(history::run);
            return Optional.empty();
        } catch (ServiceHistory.Difference difference) {
            return Optional.of(difference);
        }
    }

    /** Leaves out ever smaller parts, as long as the two still differ without them. */
    private static void report(long seed, List<ServiceHistory.Step> steps, ServiceHistory.Difference first) {
        List<ServiceHistory.Step> least = steps;
        for (int part = steps.size() / 2; part > 0; ) {
            List<ServiceHistory.Step> smaller = without(seed, least, part);
            part = smaller.size() == least.size() ? part / 2 : Math.min(part, smaller.size());
            least = smaller;
        }
        String calls = least.stream().map(ServiceHistory.Step::toString).collect(Collectors.joining("\n"));
        throw new AssertionError(
                "seed " + seed + ", shrunk to\n" + calls,
                difference(seed, least).orElse(first));
    }

    private static List<ServiceHistory.Step> without(long seed, List<ServiceHistory.Step> steps, int part) {
        for (int from = 0; from + part <= steps.size(); from += part) {
            List<ServiceHistory.Step> rest = new ArrayList<>(steps);
            rest.subList(from, from + part).clear();
            if (difference(seed, rest).isPresent()) {
                return rest;
            }
        }
        return steps;
    }
}
