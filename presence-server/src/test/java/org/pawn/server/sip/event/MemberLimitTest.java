package org.pawn.server.sip.event;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.pawn.refusal.Refusal;

final class MemberLimitTest {
    private final MemberLimit limit = new MemberLimit(10);

    @Test
    void allListsOfOneSubscriberCountTogetherAndNobodyElses() {
        limit.share("alice@example.com", 7);

        assertThatThrownBy(() -> limit.share("alice@example.com", 4)).isInstanceOf(Refusal.LimitExceeded.class);
        assertThatCode(() -> limit.share("alice@example.com", 3)).doesNotThrowAnyException();
        assertThatCode(() -> limit.share("bob@example.com", 10)).doesNotThrowAnyException();
    }

    @Test
    void aListThatGrowsCountsAndIsHeldWhereItWasWhenItGrowsTooMuch() {
        MemberLimit.Share list = limit.share("alice@example.com", 0);
        limit.share("alice@example.com", 5);

        assertThatThrownBy(() -> list.resize(6)).isInstanceOf(Refusal.LimitExceeded.class);
        list.resize(5);
        assertThatThrownBy(() -> limit.share("alice@example.com", 0)).isInstanceOf(Refusal.LimitExceeded.class);
        list.resize(4);
        assertThatCode(() -> limit.share("alice@example.com", 0)).doesNotThrowAnyException();
    }

    @Test
    void whatIsReleasedIsFreeOnceAndTakesNothingAnyMore() {
        MemberLimit.Share list = limit.share("alice@example.com", 10);
        list.release();
        list.release();
        list.resize(10);

        assertThatCode(() -> limit.share("alice@example.com", 10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limit.share("alice@example.com", 1)).isInstanceOf(Refusal.LimitExceeded.class);
    }
}
