package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.ManualState.EndsEarly;

/** What every {@link ManualStateStore} does. */
public interface ManualStateStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    Instant NOON = Instant.parse("2030-03-04T12:00:00Z");

    ManualStateStore store();

    /** The store after a restart of what keeps it. */
    ManualStateStore reopened();

    @Test
    default void nobodyHasSetAnythingAtFirst() {
        assertThat(store().all()).isEmpty();
    }

    @Test
    default void everythingSetByHandComesBack() {
        ByHand byHand = new ByHand(
                Optional.of(new ManualState(
                        Availability.AWAY,
                        List.of(Activity.of(Activity.Kind.LUNCH), Activity.custom("at the zoo")),
                        Optional.of(new Note("Back at one", Optional.of("en"))),
                        NOON,
                        NOON.plus(Duration.ofHours(1)).plusNanos(1_000),
                        EndsEarly.AT_SIGN_IN,
                        true)),
                Optional.of(new PersonalNote(
                        new Note("In Rome this week", Optional.of("en-GB")), Optional.of(NOON.plusSeconds(1)))),
                Optional.of(new Absence(
                        NOON.plusSeconds(2), NOON.plusSeconds(3), Optional.of(new Note("Weg", Optional.of("de"))))),
                Optional.of(new WorkPlace("Home", Optional.of(NOON.plusSeconds(4)))));

        store().save(ALICE, byHand).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, byHand));
    }

    @Test
    default void aStateWithoutANoteAndANoteWithoutAStateComeBack() {
        ByHand state = byHand(60);
        ByHand note = ByHand.NOTHING.withNote(Optional.of(new PersonalNote(Note.of("In Rome"), Optional.empty())));

        store().save(ALICE, state).join();
        store().save(BOB, note).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, state, BOB, note));
    }

    @Test
    default void anAbsenceAloneAndAPlaceAloneComeBack() {
        ByHand absence =
                ByHand.NOTHING.withAbsence(Optional.of(new Absence(NOON, NOON.plusSeconds(1), Optional.empty())));
        ByHand place = ByHand.NOTHING.withWorkPlace(Optional.of(new WorkPlace("Home", Optional.empty())));

        store().save(ALICE, absence).join();
        store().save(BOB, place).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, absence, BOB, place));
    }

    @Test
    default void savingNothingRemoves() {
        store().save(ALICE, byHand(1)).join();
        store().save(BOB, byHand(2)).join();

        store().save(ALICE, ByHand.NOTHING).join();

        assertThat(reopened().all()).isEqualTo(Map.of(BOB, byHand(2)));
    }

    @Test
    default void whatHasEndedIsKeptUntilItIsRemoved() {
        ByHand ended = ByHand.NOTHING.with(Optional.of(new ManualState(
                Availability.BUSY,
                List.of(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                EndsEarly.NEVER,
                false)));

        store().save(ALICE, ended).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, ended));
    }

    @Test
    default void writesOfOnePersonApplyInCallOrder() {
        CompletableFuture<?>[] writes = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> store().save(ALICE, i % 7 == 0 ? ByHand.NOTHING : byHand(i)))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(writes).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, byHand(200)));
    }

    private static ByHand byHand(int seconds) {
        return ByHand.NOTHING.with(Optional.of(new ManualState(
                Availability.BUSY,
                List.of(),
                Optional.empty(),
                NOON,
                NOON.plusSeconds(seconds),
                EndsEarly.NEVER,
                false)));
    }
}
