package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.WorkingHours;
import org.pawn.refusal.Refusal;

/** Every calendar under {@code cases}: what it makes busy, what it leaves unknown and what is left out of it. */
final class OwnCasesTest {
    private final IcalExpander expander = Ical.expander();

    @TestFactory
    Stream<DynamicContainer> eachCalendarGivesWhatTheStandardSays() {
        return OwnCase.groups().stream()
                .map(group -> DynamicContainer.dynamicContainer(
                        group.getFileName().toString(),
                        OwnCase.in(group).stream()
                                .map(example -> DynamicTest.dynamicTest(example.name(), () -> check(example)))));
    }

    private void check(OwnCase example) {
        assertThat(answers(example)).as(example.name()).isEqualTo(example.answers());
    }

    private Map<String, List<String>> answers(OwnCase example) {
        CalendarOwner alice = new CalendarOwner(
                Ical.ALICE, ZoneId.of(example.zone()), Set.of("a.example@example.com"), WorkingHours.UNKNOWN, false);
        try {
            CalendarExpansion expansion = expander.expand(example.calendar(), alice, example.window());
            return Map.of(
                    "busy", Ical.busy(expansion),
                    "unknown",
                            expansion.unknown().stream()
                                    .map(span -> span.start() + "/" + span.end())
                                    .toList(),
                    "left out",
                            expansion.problems().stream()
                                    .map(problem -> problem.component() + ": " + problem.reason())
                                    .toList(),
                    "refused", List.of());
        } catch (Refusal refusal) {
            return Map.of(
                    "busy", List.of(),
                    "unknown", List.of(),
                    "left out", List.of(),
                    "refused", List.of(refusal.kind().toString()));
        }
    }
}
