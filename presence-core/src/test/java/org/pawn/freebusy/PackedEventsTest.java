package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PackedEventsTest {
    private static final Instant NOON = Instant.parse("2030-03-04T12:00:00Z");

    @Test
    void whatIsPackedIsEqualToWhatItWas() {
        Random random = new Random(1);
        List<CalendarEvent> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Instant start = NOON.plusSeconds(random.nextInt(1_000_000));
            events.add(new CalendarEvent(
                    "\u00fc".repeat(random.nextInt(3)) + i,
                    start,
                    start.plusSeconds(1 + random.nextInt(90)),
                    CalendarEvent.Kind.values()[random.nextInt(CalendarEvent.Kind.values().length)],
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean() ? Optional.of("Title " + i) : Optional.empty()));
        }

        assertThat(PackedEvents.of(events)).isEqualTo(events).hasSameHashCodeAs(events);
        assertThat(PackedEvents.of(List.of())).isEmpty();
    }

    @Test
    void partsOfASecondAreNotLost() {
        List<CalendarEvent> events = List.of(new CalendarEvent(
                "", NOON.plusMillis(1), NOON.plusMillis(2), CalendarEvent.Kind.BUSY, false, true, Optional.empty()));

        assertThat(PackedEvents.of(events)).isEqualTo(events);
    }
}
