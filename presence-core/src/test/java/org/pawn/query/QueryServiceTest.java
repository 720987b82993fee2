package org.pawn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pawn.query.QueryHouse.ALICE;
import static org.pawn.query.QueryHouse.ASKER;
import static org.pawn.query.QueryHouse.BOB;
import static org.pawn.query.QueryHouse.CAROL;
import static org.pawn.query.QueryHouse.available;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.directory.Competence;
import org.pawn.policy.Handling;
import org.pawn.presence.Availability;
import org.pawn.refusal.Refusal;

final class QueryServiceTest {
    private final QueryHouse house = new QueryHouse();

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void whoHasBeenAvailableLongestComesFirst() {
        house.shows(BOB, Availability.AVAILABLE);
        house.shows(ALICE, Availability.AVAILABLE);
        house.shows(CAROL, Availability.AVAILABLE);

        assertThat(house.found(available(PresenceQuery.Order.LONGEST, 10))).containsExactly(BOB, ALICE);
        assertThat(house.found(available(PresenceQuery.Order.LONGEST, 1))).containsExactly(BOB);
        assertThat(house.found(available(PresenceQuery.Order.ADDRESS, 10))).containsExactly(ALICE, BOB);
    }

    @Test
    void whoIsHiddenOrDisguisedFromTheAskerIsNotFound() {
        house.shows(ALICE, Availability.AVAILABLE);
        house.shows(BOB, Availability.AVAILABLE);
        house.says(ALICE, Handling.BLOCK, Level.BLOCKED);
        house.says(BOB, Handling.POLITE_BLOCK, Level.BLOCKED);

        assertThat(house.found(available(PresenceQuery.Order.ADDRESS, 10))).isEmpty();
    }

    @Test
    void oneOfTheRolesAndAllOfTheSkillsAreNeeded() {
        house.knows(ALICE, new Competence(List.of("Supervisor"), List.of("French", "Routers")));
        house.knows(BOB, new Competence(List.of("Duty manager"), List.of("French")));
        house.knows(CAROL, new Competence(List.of(), List.of("French", "Routers")));
        List.of(ALICE, BOB, CAROL).forEach(person -> house.shows(person, Availability.AVAILABLE));

        assertThat(house.found(available(
                        new Candidates(
                                Optional.empty(),
                                Optional.empty(),
                                Set.of("supervisor", "duty manager"),
                                Set.of("FRENCH")),
                        PresenceQuery.Order.ADDRESS,
                        10)))
                .containsExactly(ALICE, BOB);
        assertThat(house.found(available(
                        new Candidates(Optional.empty(), Optional.empty(), Set.of(), Set.of("french", "routers")),
                        PresenceQuery.Order.ADDRESS,
                        10)))
                .containsExactly(ALICE, CAROL);
    }

    @Test
    void whoShowsTheAskerOnlyTheirAvailabilityIsNotFoundBySkill() {
        house.knows(ALICE, new Competence(List.of(), List.of("French")));
        house.shows(ALICE, Availability.AVAILABLE);
        PresenceQuery french = available(
                new Candidates(Optional.empty(), Optional.empty(), Set.of(), Set.of("French")),
                PresenceQuery.Order.ADDRESS,
                10);
        assertThat(house.found(french)).containsExactly(ALICE);

        house.says(ALICE, Handling.ALLOW, Level.EXTERNAL);

        assertThat(house.found(french)).isEmpty();
        assertThat(house.found(available(PresenceQuery.Order.ADDRESS, 10))).containsExactly(ALICE);
    }

    @Test
    void onlyColleaguesAskAndOnlyForGroupsThatExist() {
        Caller guest = new Caller("guest:1", Optional.empty(), Level.EXTERNAL, Caller.ownScopes(), Optional.of("t"));
        PresenceQuery nobody =
                new PresenceQuery(Candidates.of("none"), Set.of(), Set.of(), PresenceQuery.Order.ADDRESS, 1);

        assertThatThrownBy(() -> house.queries.find(guest, nobody)).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> house.queries.find(ASKER, nobody)).isInstanceOf(Refusal.NotFound.class);
    }
}
