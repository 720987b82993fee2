package org.pawn.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

/** What every {@link OfflineMessageStore} does. */
public interface OfflineMessageStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    AddressOfRecord CAROL = new AddressOfRecord("carol", "example.com");
    Instant NOON = Instant.parse("2030-03-04T12:00:00Z");

    OfflineMessageStore store();

    /** The store after a restart of what keeps it. */
    OfflineMessageStore reopened();

    @Test
    default void nothingWaitsAtFirst() {
        assertThat(store().waiting(BOB)).isEmpty();
        assertThat(store().count(BOB)).isZero();
    }

    @Test
    default void everythingInAMessageComesBack() {
        byte[] body = {0, 1, (byte) 0xff, 10, 13};
        InstantMessage binary = new InstantMessage(
                "call-1@192.0.2.1;7", ALICE, BOB, "application/octet-stream", body, NOON.plusNanos(123_456_000));

        store().add(binary).join();

        assertThat(reopened().waiting(BOB)).containsExactly(binary);
    }

    @Test
    default void anEmptyAndTheLongestBodyComeBack() {
        InstantMessage empty = text("m1", "");
        InstantMessage longest = new InstantMessage(
                "m2",
                ALICE,
                BOB,
                "text/plain",
                "é".repeat(InstantMessage.MAX_BODY_BYTES / 2).getBytes(StandardCharsets.UTF_8),
                NOON);

        store().add(empty).join();
        store().add(longest).join();

        assertThat(reopened().waiting(BOB)).containsExactly(empty, longest);
    }

    @Test
    default void messagesWaitInTheOrderInWhichTheyWereAdded() {
        List<InstantMessage> messages = IntStream.range(0, 100)
                .mapToObj(i -> text("m" + (997 * i % 100), "number " + i))
                .toList();

        CompletableFuture.allOf(messages.stream().map(store()::add).toArray(CompletableFuture[]::new))
                .join();

        assertThat(reopened().waiting(BOB)).containsExactlyElementsOf(messages);
        assertThat(reopened().count(BOB)).isEqualTo(100);
    }

    @Test
    default void theyAreReadInPagesInThatOrder() {
        List<InstantMessage> messages =
                IntStream.range(0, 5).mapToObj(i -> text("m" + i, "hello")).toList();
        messages.forEach(message -> store().add(message).join());
        store().add(InstantMessage.text("m0", ALICE, CAROL, "hello", NOON)).join();

        assertThat(reopened().waiting(BOB, 0, 2)).containsExactlyElementsOf(messages.subList(0, 2));
        assertThat(store().waiting(BOB, 3, 16)).containsExactlyElementsOf(messages.subList(3, 5));
        assertThat(store().waiting(BOB, 5, 16)).isEmpty();
    }

    @Test
    default void everybodyForWhomSomethingWaitsIsKnown() {
        store().add(text("m1", "hello")).join();
        store().add(text("m2", "hello")).join();
        store().add(InstantMessage.text("m1", ALICE, CAROL, "hello", NOON)).join();

        assertThat(reopened().recipients()).containsExactlyInAnyOrder(BOB, CAROL);
        store().removeAll(BOB).join();
        assertThat(store().recipients()).containsExactly(CAROL);
    }

    @Test
    default void theSameMessageAddedAgainWaitsOnceAsItFirstCame() {
        store().add(text("m1", "first")).join();
        store().add(text("m2", "second")).join();

        store().add(text("m1", "first, sent again")).join();

        assertThat(reopened().waiting(BOB)).containsExactly(text("m1", "first"), text("m2", "second"));
    }

    @Test
    default void theSameMessageAddedTwiceAtOnceWaitsOnce() {
        CompletableFuture.allOf(IntStream.range(0, 20)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> store().add(text("m1", "hello")).join()))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(reopened().waiting(BOB)).containsExactly(text("m1", "hello"));
    }

    @Test
    default void theSameIdOfAnotherSenderOrToAnotherRecipientIsAnotherMessage() {
        InstantMessage fromAlice = text("m1", "hello");
        InstantMessage fromCarol = InstantMessage.text("m1", CAROL, BOB, "hello", NOON);
        InstantMessage toCarol = InstantMessage.text("m1", ALICE, CAROL, "hello", NOON);

        List.of(fromAlice, fromCarol, toCarol)
                .forEach(message -> store().add(message).join());

        assertThat(reopened().waiting(BOB)).containsExactly(fromAlice, fromCarol);
        assertThat(reopened().waiting(CAROL)).containsExactly(toCarol);
    }

    @Test
    default void idsCompareExactly() {
        store().add(text("m1", "one")).join();
        store().add(text("M1", "two")).join();

        assertThat(reopened().waiting(BOB)).containsExactly(text("m1", "one"), text("M1", "two"));
    }

    @Test
    default void removingOneLeavesTheOthers() {
        List.of("m1", "m2", "m3").forEach(id -> store().add(text(id, "hello")).join());

        store().remove(text("m2", "hello")).join();
        store().remove(text("m4", "never there")).join();

        assertThat(reopened().waiting(BOB)).containsExactly(text("m1", "hello"), text("m3", "hello"));
    }

    @Test
    default void removingAllOfOneRecipientLeavesTheOthers() {
        InstantMessage toCarol = InstantMessage.text("m1", ALICE, CAROL, "hello", NOON);
        store().add(text("m1", "hello")).join();
        store().add(toCarol).join();

        store().removeAll(BOB).join();

        assertThat(reopened().waiting(BOB)).isEmpty();
        assertThat(reopened().waiting(CAROL)).containsExactly(toCarol);
    }

    @Test
    default void writesApplyInCallOrder() {
        CompletableFuture<Void> added = store().add(text("m1", "hello"));
        CompletableFuture<Void> removed = store().remove(text("m1", "hello"));

        CompletableFuture.allOf(added, removed).join();

        assertThat(reopened().waiting(BOB)).isEmpty();
    }

    private static InstantMessage text(String id, String text) {
        return InstantMessage.text(id, ALICE, BOB, text, NOON);
    }
}
