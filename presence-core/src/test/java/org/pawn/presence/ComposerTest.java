package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** Single rules by name; all of them together are compared in {@link ComposerModelTest}. */
final class ComposerTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Moment NOW = new Moment(Instant.parse("2030-03-04T09:00:00Z"), 1_000_000_000L);
    private static final PresenceRecord DESK = record(Source.DEVICE, "desk");

    private static PresenceRecord record(Source source, String id) {
        return PresenceRecord.of(source, id, Availability.AVAILABLE, NOW, NOW.deadline(Duration.ofHours(1)));
    }

    private static PresenceRecord wordless(Source source) {
        return record(source, "c1").withoutAvailability();
    }

    private static PresenceDocument composed(ByHand byHand, PresenceRecord... records) {
        Sources sources = new Sources(List.of(records), byHand, CalendarState.UNKNOWN, 0, false);
        return new Composer(CompositionPolicy.DEFAULT)
                .compose(ALICE, sources, NOW)
                .document();
    }

    @ParameterizedTest
    @EnumSource(names = {"CALL", "CONFERENCE"})
    void aCallThatSaysNothingOfItselfMakesAReachablePersonBusy(Source source) {
        PresenceDocument document = composed(ByHand.NOTHING, DESK, wordless(source));

        assertThat(document.availability()).isEqualTo(Availability.BUSY);
        assertThat(document.activities()).isEmpty();
    }

    @Test
    void aCallLowersNobodyWhoDoesNotWantToBeDisturbed() {
        PresenceRecord quiet = PresenceRecord.of(
                Source.DEVICE, "desk", Availability.DO_NOT_DISTURB, NOW, NOW.deadline(Duration.ofHours(1)));

        assertThat(composed(ByHand.NOTHING, quiet, wordless(Source.CALL)).availability())
                .isEqualTo(Availability.DO_NOT_DISTURB);
    }

    @Test
    void aCallMakesNobodyReachable() {
        assertThat(composed(ByHand.NOTHING, wordless(Source.CALL)).availability())
                .isEqualTo(Availability.OFFLINE);
    }

    @Test
    void choosingAvailableByHandHidesNoLiveCall() {
        ManualState available = new ManualState(
                Availability.AVAILABLE,
                List.of(),
                Optional.empty(),
                NOW.wall(),
                NOW.wall().plusSeconds(3600),
                ManualState.EndsEarly.NEVER,
                false);

        PresenceDocument document = composed(
                ByHand.NOTHING.with(Optional.of(available)),
                DESK,
                wordless(Source.CALL).withActivities(List.of(Activity.of(Activity.Kind.IN_A_CALL))));

        assertThat(document.availability()).isEqualTo(Availability.BUSY);
        assertThat(document.activities()).containsExactly(Activity.of(Activity.Kind.IN_A_CALL));
    }
}
