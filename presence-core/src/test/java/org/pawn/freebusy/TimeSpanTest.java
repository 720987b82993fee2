package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimeSpanTest {
    private static final Instant NOON = Instant.parse("2030-03-04T12:00:00Z");

    private static TimeSpan span(int from, int to) {
        return new TimeSpan(NOON.plusSeconds(from), NOON.plusSeconds(to));
    }

    @Test
    void spansThatOverlapOrTouchBecomeOne() {
        assertThat(TimeSpan.merge(List.of(span(30, 40), span(0, 10), span(10, 20), span(5, 8))))
                .containsExactly(span(0, 20), span(30, 40));
    }

    @Test
    void whatIsLeftIsWhatNoneOfTheOthersTakes() {
        assertThat(span(0, 100).without(List.of(span(-10, 10), span(20, 30), span(90, 120))))
                .containsExactly(span(10, 20), span(30, 90));
        assertThat(span(0, 100).without(List.of(span(-10, 110)))).isEmpty();
        assertThat(span(0, 100).without(List.of(span(200, 300)))).containsExactly(span(0, 100));
    }
}
