package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

@Tag("fuzz")
final class IcalExpanderFuzzTest {
    private static final TimeSpan WINDOW =
            new TimeSpan(Instant.parse("2030-03-25T00:00:00Z"), Instant.parse("2030-04-08T00:00:00Z"));
    private static final CalendarOwner ALICE = CalendarOwner.of(Ical.ALICE, ZoneId.of("Europe/Berlin"));

    private final IcalExpander expander = new IcalExpander(System::nanoTime);

    @FuzzTest(maxDuration = "60s")
    void aCalendarIsExpandedWithinItsWindowOrRefused(byte[] bytes) {
        CalendarExpansion expansion;
        try {
            expansion = expander.expand(CalendarBytes.of(bytes), ALICE, WINDOW);
        } catch (Refusal.Invalid | Refusal.UnsupportedContent refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        assertThat(expansion.problems()).noneMatch(problem -> problem.reason().equals(Expansion.UNEXPECTED));
        assertThat(expansion.busy()).allMatch(interval -> interval.start().isBefore(interval.end()));
    }
}
