package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;

import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

final class NamedPeopleTest {
    private final NamedPeople named = new NamedPeople();

    @Test
    void whoWasToldBeforeTheBreakIsHeldAndWhoWasToldAfterItPerhaps() {
        named.told(ALICE, 1);
        named.told(BOB, 5);

        assertThat(named.resumeAt(3)).isTrue();

        assertThat(named.has(ALICE)).isTrue();
        assertThat(named.has(BOB)).isFalse();
        assertThat(named.all()).containsExactlyInAnyOrder(ALICE, BOB);
    }

    @Test
    void aLeavingThatTheClientMissedIsToldAgainAndOneThatItGotIsNot() {
        named.told(ALICE, 1);
        named.told(BOB, 1);
        named.toldGone(ALICE, 2);
        named.toldGone(BOB, 4);

        named.resumeAt(3);

        assertThat(named.all()).containsExactly(BOB);
        assertThat(named.has(BOB)).isFalse();
    }

    @Test
    void whoCameBackBeforeTheBreakIsHeld() {
        named.told(CAROL, 1);
        named.toldGone(CAROL, 2);
        named.told(CAROL, 3);

        named.resumeAt(3);

        assertThat(named.has(CAROL)).isTrue();
    }

    @Test
    void aClientThatIsFurtherBehindThanIsRememberedGetsAllAnew() {
        for (int i = 0; i < 1_001; i++) {
            AddressOfRecord person = new AddressOfRecord("person" + i, "example.com");
            named.told(person, 2 * i);
            named.toldGone(person, 2 * i + 1);
        }

        assertThat(named.resumeAt(0)).isFalse();
        assertThat(named.resumeAt(1)).isTrue();
        assertThat(named.all()).hasSize(1_000);
    }
}
