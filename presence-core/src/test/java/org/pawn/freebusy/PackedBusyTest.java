package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PackedBusyTest {
    private static final Instant NOON = Instant.parse("2030-03-04T12:00:00Z");

    @Test
    void whatIsPackedIsEqualToWhatItWas() {
        Random random = new Random(1);
        List<BusyInterval> busy = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Instant start = NOON.plusSeconds(100L * i - 50_000);
            busy.add(new BusyInterval(
                    start, start.plusSeconds(1 + random.nextInt(90)), BusyType.values()[random.nextInt(3)]));
        }

        assertThat(PackedBusy.of(busy)).isEqualTo(busy).hasSameHashCodeAs(busy);
        assertThat(PackedBusy.of(List.of())).isEmpty();
    }

    @Test
    void partsOfASecondAreNotLost() {
        List<BusyInterval> busy = List.of(new BusyInterval(NOON.plusMillis(1), NOON.plusMillis(2), BusyType.BUSY));

        assertThat(PackedBusy.of(busy)).isEqualTo(busy);
    }
}
