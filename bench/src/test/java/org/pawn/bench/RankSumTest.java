package org.pawn.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RankSumTest {
    @Test
    void inAllPairsTheLongerSetIsTheLonger() {
        RankSum ranks = RankSum.of(new long[] {5, 6, 7}, new long[] {1, 2});

        assertThat(ranks.u()).isEqualTo(6);
        assertThat(ranks.share()).isEqualTo(1);
    }

    @Test
    void equalSetsAreNeitherLonger() {
        RankSum ranks = RankSum.of(new long[] {1, 2, 2, 3}, new long[] {1, 2, 2, 3});

        assertThat(ranks.u()).isEqualTo(8);
        assertThat(ranks.z()).isZero();
    }

    /** By hand: ranks of the first are 1, 4.5, 4.5 and 7; R = 17, U = 17 − 10 = 7. */
    @Test
    void tiesCountHalf() {
        RankSum ranks = RankSum.of(new long[] {1, 4, 4, 9}, new long[] {2, 3, 8});

        assertThat(ranks.u()).isEqualTo(7);
        assertThat(ranks.share()).isEqualTo(7 / 12.0, within(1e-9));
    }

    @Test
    void aShiftOfManyDelaysIsFarFromChance() {
        long[] some = LongStream.range(0, 2_000).map(i -> 1_000 + i).toArray();
        long[] longer = LongStream.range(0, 2_000).map(i -> 1_200 + i).toArray();

        assertThat(RankSum.of(some, longer).z()).isLessThan(-9);
        assertThat(RankSum.of(longer, some).z()).isGreaterThan(9);
    }
}
