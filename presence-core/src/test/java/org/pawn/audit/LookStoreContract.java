package org.pawn.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pawn.access.Viewer;
import org.pawn.address.AddressOfRecord;
import org.pawn.watching.Surface;

/** What every {@link LookStore} does. */
public interface LookStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    AddressOfRecord CAROL = new AddressOfRecord("carol", "example.com");
    Instant NOON = Instant.parse("2030-03-04T12:00:00Z");
    int ALL = 1_000;

    LookStore store();

    /** The store after a restart of what keeps it. */
    LookStore reopened();

    @Test
    default void nobodyHasLookedAtFirst() {
        assertThat(store().newest(ALICE, LookStore.NEWEST, ALL))
                .isEqualTo(new LookPage(List.of(), OptionalLong.empty()));
    }

    @Test
    default void everyKindOfLookComesBackTheNewestFirst() {
        List<Look> looks = new ArrayList<>();
        for (Look.Kind kind : Look.Kind.values()) {
            for (Look.Outcome outcome : Look.Outcome.values()) {
                Surface surface = Surface.values()[looks.size() % Surface.values().length];
                Viewer.Kind who = Viewer.Kind.values()[looks.size() % Viewer.Kind.values().length];
                Instant at = NOON.minusSeconds(looks.size());
                looks.add(new Look(ALICE, new Viewer(who, "viewer"), kind, surface, outcome, at, at, 1));
            }
        }

        store().add(looks);

        assertThat(reopened().newest(ALICE, LookStore.NEWEST, ALL).looks()).containsExactlyElementsOf(looks);
    }

    @Test
    default void looksOfOneKeyWithinTheHourAreOneRowWithACount() {
        store().add(List.of(look(ALICE, "bob@example.com", NOON.plusSeconds(60))));
        store().add(List.of(new Look(
                ALICE,
                new Viewer(Viewer.Kind.PERSON, "bob@example.com"),
                Look.Kind.PRESENCE,
                Surface.REST,
                Look.Outcome.SHOWN,
                NOON.plusSeconds(30),
                NOON.plusSeconds(90),
                5)));

        assertThat(reopened().newest(ALICE, LookStore.NEWEST, ALL).looks())
                .singleElement()
                .satisfies(look -> {
                    assertThat(look.first()).isEqualTo(NOON.plusSeconds(30));
                    assertThat(look.last()).isEqualTo(NOON.plusSeconds(90));
                    assertThat(look.count()).isEqualTo(6);
                });
    }

    @Test
    default void theNextHourIsARowOfItsOwn() {
        store().add(List.of(look(ALICE, "bob@example.com", NOON.minusMillis(1))));
        store().add(List.of(look(ALICE, "bob@example.com", NOON)));

        assertThat(reopened().newest(ALICE, LookStore.NEWEST, ALL).looks())
                .extracting(Look::last)
                .containsExactly(NOON, NOON.minusMillis(1));
    }

    @Test
    default void pagesFollowEachOtherThoughManyLookedAtOneInstant() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            looks.add(look(ALICE, "user" + i + "@example.com", NOON.plusSeconds(i / 10)));
        }
        store().add(looks);

        List<Look> read = new ArrayList<>();
        OptionalLong next = OptionalLong.of(LookStore.NEWEST);
        int pages = 0;
        while (next.isPresent()) {
            LookPage page = store().newest(ALICE, next.getAsLong(), 7);
            read.addAll(page.looks());
            next = page.next();
            pages++;
        }

        assertThat(pages).isEqualTo(4);
        assertThat(read).containsExactlyInAnyOrderElementsOf(looks);
        assertThat(read).extracting(Look::first).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    default void aRowThatCountsOnceMoreKeepsItsPlaceSoThatNoPageMissesIt() {
        store().add(List.of(
                look(ALICE, "bob@example.com", NOON), look(ALICE, "carol@example.com", NOON.plusSeconds(1))));
        LookPage first = store().newest(ALICE, LookStore.NEWEST, 1);

        store().add(List.of(look(ALICE, "bob@example.com", NOON.plusSeconds(2))));
        LookPage second = store().newest(ALICE, first.next().orElseThrow(), 1);

        assertThat(first.looks()).extracting(look -> look.viewer().name()).containsExactly("carol@example.com");
        assertThat(second.looks()).extracting(Look::count).containsExactly(2);
    }

    @Test
    default void aFullLastPageHasNoNext() {
        store().add(List.of(look(ALICE, "bob@example.com", NOON), look(ALICE, "carol@example.com", NOON)));

        assertThat(store().newest(ALICE, LookStore.NEWEST, 2).next()).isEmpty();
    }

    @Test
    default void hoursThatWereOverAreRemovedAndOthersStay() {
        store().add(List.of(
                look(ALICE, "bob@example.com", NOON.minus(Duration.ofMinutes(61))),
                look(ALICE, "bob@example.com", NOON.minus(Duration.ofMinutes(59))),
                look(CAROL, "bob@example.com", NOON)));

        store().purge(NOON.plus(Duration.ofMinutes(1)), ALL);

        assertThat(reopened().newest(ALICE, LookStore.NEWEST, ALL).looks()).isEmpty();
        assertThat(store().newest(CAROL, LookStore.NEWEST, ALL).looks()).hasSize(1);
    }

    @Test
    default void ofAPersonWhomTooManyLookedAtTheNewestAreKept() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            looks.add(look(ALICE, "user" + i + "@example.com", NOON.plusSeconds(i)));
        }
        looks.add(look(CAROL, "bob@example.com", NOON));
        store().add(looks);

        store().purge(NOON, 5);

        assertThat(reopened().newest(ALICE, LookStore.NEWEST, ALL).looks())
                .extracting(look -> look.viewer().name())
                .containsExactly(
                        "user19@example.com",
                        "user18@example.com",
                        "user17@example.com",
                        "user16@example.com",
                        "user15@example.com");
        assertThat(store().newest(CAROL, LookStore.NEWEST, ALL).looks()).hasSize(1);
    }

    @Test
    default void forgettingSomebodyRemovesLooksAtThemAndTheirsAtOthers() {
        Viewer asAdministrator = new Viewer(Viewer.Kind.ADMINISTRATOR, "bob@example.com");
        Viewer namesake = new Viewer(Viewer.Kind.GUEST, "bob@example.com");
        store().add(List.of(
                look(BOB, "carol@example.com", NOON),
                look(ALICE, "bob@example.com", NOON),
                look(ALICE, "carol@example.com", NOON),
                new Look(ALICE, asAdministrator, Look.Kind.CARD, Surface.REST, Look.Outcome.SHOWN, NOON, NOON, 1),
                new Look(ALICE, namesake, Look.Kind.CARD, Surface.REST, Look.Outcome.SHOWN, NOON, NOON, 1)));

        store().forget(BOB);

        assertThat(reopened().newest(BOB, LookStore.NEWEST, ALL).looks()).isEmpty();
        assertThat(store().newest(ALICE, LookStore.NEWEST, ALL).looks())
                .extracting(Look::viewer)
                .containsExactlyInAnyOrder(new Viewer(Viewer.Kind.PERSON, "carol@example.com"), namesake);
    }

    private static Look look(AddressOfRecord presentity, String viewer, Instant at) {
        return new Look(
                presentity,
                new Viewer(Viewer.Kind.PERSON, viewer),
                Look.Kind.PRESENCE,
                Surface.REST,
                Look.Outcome.SHOWN,
                at,
                at,
                1);
    }
}
