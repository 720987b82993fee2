package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.CalendarOwner;

/** Every shared calendar case; those not right yet are named in {@link #NOT_YET_RIGHT}, and the list must be exact. */
final class CalendarCasesTest {
    private static final Set<String> NOT_YET_RIGHT = Set.of();
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");

    private final IcalExpander expander = Ical.expander();

    @TestFactory
    Stream<DynamicTest> eachCaseGivesItsBusyTime() {
        List<CalendarCase> cases = CalendarCase.all();
        if (cases.isEmpty()) {
            System.out.println("calendar cases: skipped: not present");
            abort("skipped: not present");
        }
        System.out.println("calendar cases: " + cases.size() + ", of which not yet right: " + NOT_YET_RIGHT);
        return cases.stream().map(example -> DynamicTest.dynamicTest(example.id(), () -> check(example)));
    }

    @Test
    void everyCaseThatIsNotYetRightExists() {
        List<CalendarCase> cases = CalendarCase.all();

        assertThat(
                        cases.isEmpty()
                                ? NOT_YET_RIGHT
                                : cases.stream().map(CalendarCase::id).toList())
                .containsAll(NOT_YET_RIGHT);
    }

    private void check(CalendarCase example) {
        List<BusyInterval> busy = expander.expand(
                        example.calendar(), CalendarOwner.of(ALICE, example.zone()), example.window())
                .busy();

        if (NOT_YET_RIGHT.contains(example.id())) {
            assertThat(busy).as("it is right now: take it off the list").isNotEqualTo(example.busy());
        } else {
            assertThat(busy).isEqualTo(example.busy());
        }
    }
}
