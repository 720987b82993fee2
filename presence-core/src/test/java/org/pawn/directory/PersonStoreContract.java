package org.pawn.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

/** What every {@link PersonStore} does. */
public interface PersonStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");

    PersonStore store();

    /** The store after a restart of what keeps it. */
    PersonStore reopened();

    @Test
    default void aNewStoreHoldsNobody() {
        assertThat(store().people()).isEmpty();
        assertThat(store().groups()).isEmpty();
    }

    @Test
    default void everythingAboutAPersonComesBack() {
        Person alice = new Person(
                ALICE,
                "Alice Exämple, \"the boss\"",
                Optional.of("Head of Sales"),
                Optional.of("Sales"),
                List.of("alice@example.com", "a.example@example.com"),
                List.of("+49 30 12345"),
                List.of("+49 170 12345", "+49 171 54321"),
                Optional.of(ZoneId.of("Europe/Berlin")),
                new Competence(List.of("Supervisor", "First aider"), List.of("Französisch", "\"routers\"")));

        store().save(alice).join();

        assertThat(reopened().people()).containsExactly(alice);
    }

    @Test
    default void aPersonOfWhomOnlyTheAddressIsKnownComesBackAsSuch() {
        store().save(Person.of(ALICE)).join();

        assertThat(reopened().people()).containsExactly(Person.of(ALICE));
    }

    @Test
    default void savingAgainReplacesThePerson() {
        store().save(named("Alice")).join();
        store().save(named("Alice Anew")).join();

        assertThat(reopened().people()).containsExactly(named("Alice Anew"));
    }

    @Test
    default void peopleWhoseUserPartsDifferInCaseAreTwo() {
        AddressOfRecord shouting = new AddressOfRecord("ALICE", "example.com");

        store().save(Person.of(ALICE)).join();
        store().save(Person.of(shouting)).join();

        assertThat(reopened().people()).containsExactlyInAnyOrder(Person.of(ALICE), Person.of(shouting));
    }

    @Test
    default void aPercentSignInAnAddressStandsForItself() {
        AddressOfRecord odd = new AddressOfRecord("100%41", "example.com");

        store().save(Person.of(odd)).join();

        assertThat(reopened().people()).containsExactly(Person.of(odd));
    }

    @Test
    default void removingAPersonLeavesTheOthers() {
        store().save(Person.of(ALICE)).join();
        store().save(Person.of(BOB)).join();

        store().remove(ALICE).join();

        assertThat(reopened().people()).containsExactly(Person.of(BOB));
    }

    @Test
    default void removingWhoIsNotThereIsNoError() {
        store().remove(ALICE).join();
        store().removeGroup("sales").join();

        assertThat(store().people()).isEmpty();
    }

    @Test
    default void aGroupKeepsTheOrderOfItsMembers() {
        Group sales = new Group("sales", "Sales", true, List.of(BOB, ALICE));

        store().save(sales).join();

        assertThat(reopened().groups()).containsExactly(sales);
    }

    @Test
    default void aGroupMayHoldNobodyAndPeopleWhoAreNotInTheStore() {
        Group empty = new Group("empty", "Empty", false, List.of());
        Group unknown = new Group("unknown", "Unknown", false, List.of(ALICE));

        store().save(empty).join();
        store().save(unknown).join();

        assertThat(reopened().groups()).containsExactlyInAnyOrder(empty, unknown);
    }

    @Test
    default void savingAGroupAgainReplacesItsMembers() {
        store().save(new Group("sales", "Sales", true, List.of(ALICE, BOB))).join();
        store().save(new Group("sales", "Sales Europe", false, List.of(BOB))).join();

        assertThat(reopened().groups()).containsExactly(new Group("sales", "Sales Europe", false, List.of(BOB)));
    }

    @Test
    default void removingAPersonLeavesTheGroupsAsTheyAre() {
        Group sales = new Group("sales", "Sales", true, List.of(ALICE));
        store().save(Person.of(ALICE)).join();
        store().save(sales).join();

        store().remove(ALICE).join();

        assertThat(reopened().groups()).containsExactly(sales);
    }

    @Test
    default void removingAGroupLeavesTheOthers() {
        Group support = new Group("support", "Support", true, List.of(BOB));
        store().save(new Group("sales", "Sales", true, List.of(ALICE))).join();
        store().save(support).join();

        store().removeGroup("sales").join();

        assertThat(reopened().groups()).containsExactly(support);
    }

    @Test
    default void writesOfOnePersonApplyInCallOrder() {
        CompletableFuture<?>[] writes = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> i % 10 == 0 ? store().remove(ALICE) : store().save(named("Alice " + i)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture<Void> last = store().save(named("Alice at last"));

        CompletableFuture.allOf(writes).join();
        last.join();

        assertThat(reopened().people()).containsExactly(named("Alice at last"));
    }

    private static Person named(String name) {
        return new Person(
                ALICE,
                name,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Competence.NONE);
    }
}
