package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BusyIntervalTest {
    @Test
    void ofOverlappingTypesTheStrongestCountsAtEachInstant() {
        var merged = BusyInterval.merge(
                List.of(busy(8, 12, BusyType.BUSY_TENTATIVE), busy(9, 10, BusyType.BUSY), busy(11, 13, BusyType.BUSY)));

        assertThat(merged)
                .containsExactly(
                        busy(8, 9, BusyType.BUSY_TENTATIVE),
                        busy(9, 10, BusyType.BUSY),
                        busy(10, 11, BusyType.BUSY_TENTATIVE),
                        busy(11, 13, BusyType.BUSY));
    }

    @Test
    void neighboursOfOneTypeAreJoined() {
        var merged = BusyInterval.merge(
                List.of(busy(9, 10, BusyType.BUSY), busy(8, 9, BusyType.BUSY), busy(10, 11, BusyType.BUSY)));

        assertThat(merged).containsExactly(busy(8, 11, BusyType.BUSY));
    }

    @Test
    void equalIntervalsCountOnce() {
        var merged = BusyInterval.merge(List.of(busy(8, 9, BusyType.BUSY), busy(8, 9, BusyType.BUSY)));

        assertThat(merged).containsExactly(busy(8, 9, BusyType.BUSY));
    }

    @Test
    void anIntervalThatOnlyTouchesTheWindowIsOutsideIt() {
        var window = new TimeSpan(at(9), at(10));

        assertThat(busy(8, 9, BusyType.BUSY).within(window)).isEmpty();
        assertThat(busy(8, 12, BusyType.BUSY).within(window)).contains(busy(9, 10, BusyType.BUSY));
    }

    @Test
    void anEmptyIntervalCannotExist() {
        assertThatThrownBy(() -> busy(9, 9, BusyType.BUSY)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BusyInterval busy(int fromHour, int toHour, BusyType type) {
        return new BusyInterval(at(fromHour), at(toHour), type);
    }

    private static Instant at(int hour) {
        return Instant.parse("2030-03-04T00:00:00Z").plusSeconds(3600L * hour);
    }
}
