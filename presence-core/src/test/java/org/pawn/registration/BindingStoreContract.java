package org.pawn.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** What every {@link BindingStore} does. */
public interface BindingStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    Moment NOON = new Moment(Instant.parse("2030-03-04T12:00:00Z"), 5_000_000_000L);
    Duration HOUR = Duration.ofHours(1);

    BindingStore store();

    /** The store after a restart of what keeps it. */
    BindingStore reopened();

    @Test
    default void everythingInABindingComesBack() {
        Binding phone = new Binding(
                ALICE,
                "sip:alice@192.0.2.7:5060;transport=tcp",
                Optional.of("<urn:uuid:00000000-0000-1000-8000-000A95A0E128>"),
                Optional.of(2),
                List.of("<sip:near@192.0.2.9;lr>", "<sip:\"far\"@192.0.2.8;lr;ob>"),
                700,
                "call-1@192.0.2.7",
                4_294_967_295L,
                "tcp/192.0.2.7:40000",
                Optional.of("Phone \"1.0\""),
                NOON.wall().minusMillis(59_999),
                NOON.deadline(HOUR));

        store().apply(List.of(saved(phone)));

        assertThat(reopened().live(NOON)).containsExactly(phone);
    }

    @Test
    default void aDeadlineIsCountedFromTheMonotonicClockOfTheOneWhoReads() {
        Moment afterRestart = new Moment(NOON.wall().plusSeconds(60), -7_000_000_000L);

        store().apply(List.of(saved(binding(ALICE, "sip:alice@192.0.2.7"))));

        List<Binding> live = reopened().live(afterRestart);
        assertThat(live)
                .extracting(Binding::deadlineNanos)
                .containsExactly(afterRestart.deadline(HOUR.minusSeconds(60)));
    }

    @Test
    default void aBindingIsGoneAtTheInstantItExpires() {
        store().apply(List.of(saved(binding(ALICE, "sip:alice@192.0.2.7"))));

        assertThat(reopened().live(later(HOUR.minusMillis(1)))).hasSize(1);
        assertThat(reopened().live(later(HOUR))).isEmpty();
    }

    @Test
    default void savingTheSameContactAgainReplacesTheBinding() {
        Binding first = binding(ALICE, "sip:alice@192.0.2.7");
        Binding refreshed = first.dyingAt(NOON.deadline(HOUR.multipliedBy(2)));

        store().apply(List.of(saved(first)));
        store().apply(List.of(
                new BindingStore.Change.Saved(refreshed, NOON.wall().plus(HOUR.multipliedBy(2)))));

        assertThat(reopened().live(NOON)).containsExactly(refreshed);
    }

    @Test
    default void oneContactOfTwoAddressesIsTwoBindings() {
        Binding alice = binding(ALICE, "sip:office@192.0.2.7");
        Binding bob = binding(BOB, "sip:office@192.0.2.7");
        store().apply(List.of(saved(alice), saved(bob)));

        store().apply(List.of(new BindingStore.Change.Removed(ALICE, "sip:office@192.0.2.7")));

        assertThat(reopened().live(NOON)).containsExactly(bob);
    }

    @Test
    default void twoFlowsOfOneDeviceAreTwoBindingsEvenWithOneContact() {
        Binding first = flow(1);
        Binding second = flow(2);
        store().apply(List.of(saved(first), saved(second)));

        store().apply(List.of(new BindingStore.Change.Removed(ALICE, first.key())));

        assertThat(reopened().live(NOON)).containsExactly(second);
    }

    @Test
    default void aBatchAppliesInOrder() {
        Binding desk = binding(ALICE, "sip:alice@192.0.2.7");
        Binding phone = binding(ALICE, "sip:alice@192.0.2.8");

        store().apply(List.of(
                saved(desk),
                new BindingStore.Change.Removed(ALICE, desk.key()),
                new BindingStore.Change.Removed(ALICE, phone.key()),
                saved(phone)));

        assertThat(reopened().live(NOON)).containsExactly(phone);
    }

    @Test
    default void aContactMayBeVeryLong() {
        Binding odd = binding(ALICE, "sip:alice@192.0.2.7;x=" + "y".repeat(8_000));

        store().apply(List.of(saved(odd)));

        assertThat(reopened().live(NOON)).containsExactly(odd);
    }

    @Test
    default void purgingForgetsWhatHadExpiredByThen() {
        store().apply(List.of(saved(binding(ALICE, "sip:alice@192.0.2.7"))));

        store().purge(NOON.wall().plus(HOUR).minusMillis(1));
        assertThat(store().live(NOON)).hasSize(1);

        store().purge(NOON.wall().plus(HOUR));
        assertThat(reopened().live(NOON)).isEmpty();
    }

    @Test
    default void anEmptyBatchAndRemovingWhatIsNotThereAreNoErrors() {
        store().apply(List.of());
        store().apply(List.of(new BindingStore.Change.Removed(ALICE, "sip:alice@192.0.2.7")));

        assertThat(store().live(NOON)).isEmpty();
    }

    private static Moment later(Duration by) {
        return new Moment(NOON.wall().plus(by), NOON.nanos() + by.toNanos());
    }

    private static Binding binding(AddressOfRecord address, String contact) {
        return new Binding(
                address,
                contact,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1000,
                "call-1",
                1,
                "udp/192.0.2.7:5060",
                Optional.empty(),
                NOON.wall(),
                NOON.deadline(HOUR));
    }

    private static Binding flow(int number) {
        return new Binding(
                ALICE,
                "sip:alice@192.0.2.7;ob",
                Optional.of("<urn:uuid:00000000-0000-1000-8000-000A95A0E128>"),
                Optional.of(number),
                List.of(),
                1000,
                "call-1",
                1,
                "tcp:192.0.2.7:" + (40_000 + number),
                Optional.empty(),
                NOON.wall(),
                NOON.deadline(HOUR));
    }

    private static BindingStore.Change saved(Binding binding) {
        return new BindingStore.Change.Saved(binding, NOON.wallAt(binding.deadlineNanos()));
    }
}
