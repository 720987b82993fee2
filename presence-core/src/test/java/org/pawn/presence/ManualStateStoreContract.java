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
                        true)),
                Optional.of(new PersonalNote(
                        new Note("In Rome this week", Optional.of("en-GB")), Optional.of(NOON.plusSeconds(1)))));

        store().save(ALICE, byHand).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, byHand));
    }

    @Test
    default void aStateWithoutANoteAndANoteWithoutAStateComeBack() {
        ByHand state = new ByHand(Optional.of(until(NOON.plusSeconds(60))), Optional.empty());
        ByHand note = new ByHand(Optional.empty(), Optional.of(new PersonalNote(Note.of("In Rome"), Optional.empty())));

        store().save(ALICE, state).join();
        store().save(BOB, note).join();

        assertThat(reopened().all()).isEqualTo(Map.of(ALICE, state, BOB, note));
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
        ByHand ended = new ByHand(
                Optional.of(new ManualState(
                        Availability.BUSY,
                        List.of(),
                        Optional.empty(),
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(1),
                        false)),
                Optional.empty());

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
        return new ByHand(Optional.of(until(NOON.plusSeconds(seconds))), Optional.empty());
    }

    private static ManualState until(Instant until) {
        return new ManualState(Availability.BUSY, List.of(), Optional.empty(), NOON, until, false);
    }
}
