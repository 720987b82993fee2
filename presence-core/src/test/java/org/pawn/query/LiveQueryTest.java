package org.pawn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.query.QueryHouse.ALICE;
import static org.pawn.query.QueryHouse.ASKER;
import static org.pawn.query.QueryHouse.BOB;
import static org.pawn.query.QueryHouse.CAROL;
import static org.pawn.query.QueryHouse.available;
import static org.pawn.query.QueryHouse.supervisors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Competence;
import org.pawn.directory.Person;
import org.pawn.policy.Handling;
import org.pawn.presence.Availability;
import org.pawn.presence.CalendarState;
import org.pawn.presence.Schedule;

final class LiveQueryTest {
    private static final List<Availability> STATES =
            List.of(Availability.AVAILABLE, Availability.AVAILABLE, Availability.BUSY, Availability.AWAY);

    private final QueryHouse house = new QueryHouse();
    private final List<List<AddressOfRecord>> told = new ArrayList<>();

    @AfterEach
    void stop() {
        house.close();
    }

    private LiveQuery watch(PresenceQuery query) {
        AtomicReference<@Nullable LiveQuery> live = new AtomicReference<>();
        live.set(house.queries.watch(
                ASKER, query, () -> told.add(Objects.requireNonNull(live.get()).now())));
        return Objects.requireNonNull(live.get());
    }

    @Nested
    final class GivenAWatchedQueryForTheSupervisorWhoHasBeenAvailableLongest {
        private final LiveQuery live;

        GivenAWatchedQueryForTheSupervisorWhoHasBeenAvailableLongest() {
            house.shows(BOB, Availability.AVAILABLE);
            house.shows(ALICE, Availability.AVAILABLE);
            live = watch(available(PresenceQuery.Order.LONGEST, 1));
        }

        @AfterEach
        void close() {
            live.close();
        }

        @Test
        void theAnswerIsKnownAtOnceAndNobodyIsWatchedForIt() {
            assertThat(live.now()).containsExactly(BOB);
            assertThat(told).isEmpty();
            assertThat(house.watching.count()).isZero();
        }

        @Test
        void theNextInLineComesWhenTheFirstIsNoLongerFree() {
            house.shows(BOB, Availability.BUSY);
            house.shows(BOB, Availability.AVAILABLE); // last in line now

            assertThat(told).containsExactly(List.of(ALICE));
        }

        @Test
        void whatHappensBehindTheFirstTellsNothing() {
            house.shows(ALICE, Availability.BUSY);
            house.shows(ALICE, Availability.AVAILABLE);
            house.shows(CAROL, Availability.AVAILABLE);

            assertThat(told).isEmpty();
        }

        @Test
        void whoLeavesTheGroupGoesAndWhoJoinsItComes() {
            house.directory.save(supervisors(CAROL)).join();
            house.shows(CAROL, Availability.AVAILABLE);

            assertThat(told).containsExactly(List.of(), List.of(CAROL));
        }

        @Test
        void aGroupThatIsRemovedHoldsNobodyUntilItIsThereAgain() {
            house.directory.removeGroup("supervisors").join();
            house.time.advance(Duration.ofSeconds(2));
            house.directory.save(supervisors(ALICE)).join();

            assertThat(told).containsExactly(List.of(), List.of(ALICE));
        }

        @Test
        void whoIsRemovedFromTheDirectoryGoes() {
            house.directory.remove(BOB).join();
            house.settle();

            assertThat(live.now()).containsExactly(ALICE);
        }

        @Test
        void aRevokeIsToldAtOnceWhateverThePacing() {
            house.says(ALICE, Handling.BLOCK, Level.BLOCKED);
            house.says(BOB, Handling.BLOCK, Level.BLOCKED);

            assertThat(told).containsExactly(List.of());
        }

        @Test
        void manyChangesAreToldOnceASecondAndTheLastIsNotLost() {
            for (int i = 0; i < 20; i++) {
                house.showsNow(BOB, i % 2 == 0 ? Availability.BUSY : Availability.AVAILABLE);
            }
            house.showsNow(BOB, Availability.BUSY);
            house.showsNow(ALICE, Availability.BUSY);
            assertThat(told).containsExactly(List.of(ALICE));

            house.time.advance(Duration.ofSeconds(1));
            house.settle();

            assertThat(told).containsExactly(List.of(ALICE), List.of());
        }

        @Test
        void afterItsEndNothingIsToldOrKept() {
            live.close();
            house.shows(BOB, Availability.BUSY);

            assertThat(told).isEmpty();
            assertThat(house.queries.size()).isZero();
        }
    }

    @Nested
    final class GivenAWatchedQueryForWhoeverIsFreeByTheCalendar {
        @Test
        void theBoundaryOfAMeetingTakesThemOutAndBringsThemBack() {
            calendar(ALICE, Schedule.State.FREE);
            PresenceQuery free = new PresenceQuery(
                    Candidates.EVERYBODY, Set.of(), Set.of(Schedule.State.FREE), PresenceQuery.Order.ADDRESS, 10);
            LiveQuery live = watch(free);
            assertThat(live.now()).containsExactly(ALICE);

            calendar(ALICE, Schedule.State.BUSY);
            house.time.advance(Duration.ofSeconds(1));
            calendar(ALICE, Schedule.State.FREE);

            assertThat(told).containsExactly(List.of(), List.of(ALICE));
            live.close();
        }

        @Test
        void aSessionThatRunsOutTakesThemOut() {
            house.shows(ALICE, Availability.AVAILABLE);
            LiveQuery live = watch(available(Candidates.EVERYBODY, PresenceQuery.Order.REACHABILITY, 10));

            house.time.advance(Duration.ofHours(9));
            house.settle();

            assertThat(told).containsExactly(List.of());
            live.close();
        }

        private void calendar(AddressOfRecord person, Schedule.State state) {
            house.presence
                    .calendar(
                            person, CalendarState.UNKNOWN.with(new Schedule(state, Optional.empty(), Optional.empty())))
                    .join();
            house.settle();
        }
    }

    /** Whatever happens, a watched query says in the end what the same query finds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aWatchedQueryAgreesWithTheSameQueryAsked(long seed) {
        Random random = new Random(seed);
        List<AddressOfRecord> people = IntStream.range(0, 12)
                .mapToObj(i -> new AddressOfRecord("person" + i, "example.com"))
                .toList();
        people.forEach(person -> house.directory.save(Person.of(person)).join());
        List<LiveQuery> open = new ArrayList<>();
        List<List<AddressOfRecord>> heard = new ArrayList<>();
        for (PresenceQuery.Order order : PresenceQuery.Order.values()) {
            for (Candidates who : List.of(
                    Candidates.of("supervisors"),
                    new Candidates(Optional.empty(), Optional.empty(), Set.of("boss"), Set.of()),
                    Candidates.EVERYBODY)) {
                int index = open.size();
                open.add(house.queries.watch(
                        ASKER,
                        available(who, order, 1 + random.nextInt(6)),
                        () -> heard.set(index, open.get(index).now())));
                heard.add(open.get(index).now());
            }
        }

        for (int round = 0; round < 300; round++) {
            AddressOfRecord person = people.get(random.nextInt(people.size()));
            switch (random.nextInt(8)) {
                case 0 -> house.says(person, Handling.values()[random.nextInt(4)], Level.COMPANY);
                case 1 -> house.says(person, Handling.ALLOW, random.nextBoolean() ? Level.EXTERNAL : Level.TEAM);
                case 2 ->
                    house.directory
                            .save(supervisors(people.stream()
                                    .filter(each -> random.nextBoolean())
                                    .toArray(AddressOfRecord[]::new)))
                            .join();
                case 3 ->
                    house.knows(
                            person,
                            random.nextBoolean() ? new Competence(List.of("Boss"), List.of()) : Competence.NONE);
                case 4 -> house.time.advance(Duration.ofMillis(random.nextInt(3_000)));
                default -> house.showsNow(person, STATES.get(random.nextInt(STATES.size())));
            }
            house.settle();
            for (LiveQuery live : open) {
                assertThat(live.now()).isEqualTo(house.found(live.query()));
            }
        }
        house.time.advance(Duration.ofSeconds(2)); // what pacing holds back
        house.settle();
        assertThat(heard).isEqualTo(open.stream().map(LiveQuery::now).toList());
        open.forEach(LiveQuery::close);
        assertThat(house.queries.size()).isZero();
    }
}
