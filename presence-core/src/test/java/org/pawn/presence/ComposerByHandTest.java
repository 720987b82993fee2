package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.presence.Availability.AVAILABLE;
import static org.pawn.presence.Availability.AWAY;
import static org.pawn.presence.Availability.BUSY;
import static org.pawn.presence.Availability.DO_NOT_DISTURB;
import static org.pawn.presence.Availability.OFFLINE;
import static org.pawn.presence.ComposedPerson.administrator;
import static org.pawn.presence.ComposedPerson.ago;
import static org.pawn.presence.ComposedPerson.alwaysShown;
import static org.pawn.presence.ComposedPerson.call;
import static org.pawn.presence.ComposedPerson.chosen;
import static org.pawn.presence.ComposedPerson.device;
import static org.pawn.presence.ComposedPerson.meeting;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.presence.Activity.Kind;

/** {@code docs/presence-model.md}, section 4: what the person set by hand. */
final class ComposerByHandTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ComposedPerson alice = new ComposedPerson();

    @Nested
    final class GivenAManualState {
        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"DO_NOT_DISTURB", "BUSY", "BE_RIGHT_BACK", "AWAY"})
        void itReplacesAvailabilityAndActivitiesAndClearsTheIdleFlag(Availability word) {
            alice.says(
                            device(DO_NOT_DISTURB)
                                    .withActivities(List.of(Activity.of(Kind.PRESENTING)))
                                    .withLastActive(ago(HOUR)),
                            call(),
                            meeting())
                    .chose(chosen(word, Kind.URGENT_ONLY));

            assertThat(alice.shown().availability()).isEqualTo(word);
            assertThat(alice.shown().activities()).containsExactly(Activity.of(Kind.URGENT_ONLY));
            assertThat(alice.shown().idle()).isFalse();
        }

        @Test
        void itEndsAtTheInstantOfItsEnd() {
            alice.says(device(AVAILABLE)).chose(chosen(BUSY));

            assertThat(alice.shown(HOUR.minusNanos(1)).availability()).isEqualTo(BUSY);
            assertThat(alice.shown(HOUR).availability()).isEqualTo(AVAILABLE);
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"DO_NOT_DISTURB", "BUSY", "AVAILABLE", "BE_RIGHT_BACK", "AWAY"})
        void ofAPersonWhoIsNotReachableItDoesNotShow(Availability word) {
            alice.chose(chosen(word, Kind.LUNCH));

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
            assertThat(alice.shown().activities()).isEmpty();
            assertThat(alice.rules()).containsExactly(Rule.NO_DEVICE, Rule.MANUAL_NOT_SHOWN);
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"DO_NOT_DISTURB", "BUSY", "AVAILABLE", "BE_RIGHT_BACK", "AWAY"})
        void alwaysShownItShowsThoughThePersonIsNotReachable(Availability word) {
            alice.chose(alwaysShown(chosen(word, Kind.LUNCH)));

            assertThat(alice.shown().availability()).isEqualTo(word);
            assertThat(alice.shown().activities()).containsExactly(Activity.of(Kind.LUNCH));
        }
    }

    @Nested
    final class GivenThePersonAppearsOffline {
        @Test
        void othersSeeOneWhoSignedOutThenAndTheTruthStays() {
            alice.says(device(BUSY)).chose(chosen(OFFLINE));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
            assertThat(alice.shown().appearsAs())
                    .contains(new PresenceDocument.Appearance(
                            OFFLINE, chosen(OFFLINE).setAt()));
            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.MANUAL);
        }

        @Test
        void whoIsNotReachableAppearsSoToo() {
            alice.chose(chosen(OFFLINE));

            assertThat(alice.shown().appearsAs()).isPresent();
        }

        @Test
        void nobodyAppearsSoByAnyOtherState() {
            alice.says(device(AVAILABLE)).chose(chosen(AWAY));

            assertThat(alice.shown().appearsAs()).isEmpty();
        }

        @Test
        void anAdministratorsAvailabilityIsSeenByOthersToo() {
            alice.says(device(AVAILABLE), administrator(AWAY)).chose(chosen(OFFLINE));

            assertThat(alice.shown().appearsAs()).isEmpty();
        }

        @Test
        void anAdministratorWhoGivesNoAvailabilityLeavesItSo() {
            alice.says(device(AVAILABLE), administrator(AWAY).withoutAvailability())
                    .chose(chosen(OFFLINE));

            assertThat(alice.shown().appearsAs()).isPresent();
        }
    }

    @Nested
    final class GivenThePersonChoseAvailableWithAnActivity {
        @Test
        void itIsAddedWhereTheyAreAvailable() {
            alice.says(device(AVAILABLE)).chose(chosen(AVAILABLE, Kind.URGENT_ONLY));

            assertThat(alice.shown().activities()).containsExactly(Activity.of(Kind.URGENT_ONLY));
        }

        @Test
        void itIsNotAddedWhereSomethingLaterHasTheWord() {
            alice.says(device(AVAILABLE), call()).chose(chosen(AVAILABLE, Kind.URGENT_ONLY));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
            assertThat(alice.shown().activities()).isEmpty();
            assertThat(alice.rules()).doesNotContain(Rule.MANUAL);
        }
    }
}
