package org.pawn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenciesTest {
    @Test
    void aPercentileIsTheSmallestDelayThatSoManyDoNotExceed() {
        Latencies latencies = new Latencies();

        for (int millis = 2_000; millis >= 1; millis--) {
            latencies.add(millis * 1_000_000L);
        }

        assertThat(latencies.percentileMillis(50)).isEqualTo(1_000);
        assertThat(latencies.percentileMillis(99)).isEqualTo(1_980);
        assertThat(latencies.percentileMillis(100)).isEqualTo(2_000);
    }

    @Test
    void ofNothingItIsZero() {
        assertThat(new Latencies().percentileMillis(99)).isZero();
    }
}
