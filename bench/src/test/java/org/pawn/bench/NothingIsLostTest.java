package org.pawn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Short runs of the measurements against a real server in its own JVM; no time is asserted, only that all arrives. */
@Tag("slow")
@EnabledIfSystemProperty(named = "pawn.long", matches = "true", disabledReason = "takes a minute: ./run-tests --long")
final class NothingIsLostTest {
    @Test
    void everyFlipReachesEverySipWatcherAndEveryFeed() throws Exception {
        FanoutRun.Plan plan = new FanoutRun.Plan(100, 25, 2, 10, Duration.ofMillis(20));

        FanoutRun.Result result;
        try (ServerProcess server = ServerProcess.start("512m")) {
            result = new FanoutRun(plan, System.out).on(server);
        }

        assertThat(result.lost()).isZero();
        assertThat(result.sip().count()).isEqualTo(10 * 100);
        assertThat(result.feed().count()).isEqualTo(10 * 25);
    }

    @Test
    void amongManyRegisteredPeopleEachPublicationReachesItsWatchers() throws Exception {
        CapacityRun.Plan plan = new CapacityRun.Plan(300, 5, 50, 100, Duration.ZERO);

        CapacityRun.Result result;
        try (ServerProcess server = ServerProcess.start("512m")) {
            result = new CapacityRun(plan, System.out).on(server);
        }

        assertThat(result.lost()).isZero();
        assertThat(result.delays().count()).isEqualTo(100 * 5);
    }

    @Test
    void whilePeopleComeAndGoEachChangeReachesItsWatchers() throws Exception {
        CapacityRun.Plan crowd = new CapacityRun.Plan(100, 5, 20, 0, Duration.ZERO);
        DayRun.Plan plan = new DayRun.Plan(crowd, 10, 20, Duration.ofSeconds(12), Duration.ofSeconds(6));

        DayRun.Result result;
        try (ServerProcess server = ServerProcess.start("512m", Churn.SHORT_LIVES)) {
            result = new DayRun(plan, System.out).on(server);
        }

        assertThat(result.lost()).isZero();
        assertThat(result.delays().count()).isEqualTo(result.changes() * 5);
        assertThat(result.samples()).hasSize(3);
    }

    @Test
    void everyQuestionAboutManyPeopleIsAnsweredInFull() throws Exception {
        try (ServerProcess server = ServerProcess.start("512m")) {
            AnswersRun run = new AnswersRun(new AnswersRun.Plan(40, 5, 1), server, System.out);
            run.setUp();

            assertThat(run.one().wrong).isZero();
            assertThat(run.batch(31).wrong).isZero();
            assertThat(run.batch(400).wrong).isZero();
            assertThat(run.meeting(400).wrong).isZero();
        }
    }

    @Test
    void aCrowdAndTheOthersAllHearOfEachChange() throws Exception {
        try (EngineHouse house = new EngineHouse(2, Duration.ofSeconds(1))) {
            HubRun.Result result = new HubRun(new HubRun.Plan(2_000, 50, 3, 3, 20)).on(house);

            assertThat(result.missed()).isZero();
            assertThat(result.others().count()).isEqualTo(60);
        }
    }

    @Test
    void meetingsThatStartAtOnceAllMakeTheirPeopleBusy() throws Exception {
        try (EngineHouse house = new EngineHouse(2, Duration.ofSeconds(1))) {
            assertThat(new BoundaryRun().on(house, 200, Duration.ofSeconds(8)).missed())
                    .isZero();
        }
    }

    @Test
    void everyContactIsSeenOnceByFeedAndByBatch() throws Exception {
        FirstStates.Result result;
        try (ServerProcess server = ServerProcess.start("512m", ServerProcess.AS_ALWAYS)) {
            result = new FirstStates(new FirstStates.Plan(300, 2), System.out).on(server);
        }

        assertThat(result.missing()).isZero();
        assertThat(result.feed().count()).isEqualTo(2);
    }

    @Test
    void aCrowdOnOneSocketAndTheOthersAllGetTheirNotifys() throws Exception {
        CrowdRun.Plan plan = new CrowdRun.Plan(1_000, 20, 5, 2, 20);

        CrowdRun.Result result;
        try (ServerProcess server = ServerProcess.start("512m", ServerProcess.NO_SIGN_IN)) {
            result = new CrowdRun(plan, System.out).on(server);
        }

        assertThat(result.lost()).isZero();
        assertThat(result.each().count()).isEqualTo(2 * 1_000);
        assertThat(result.others().count()).isEqualTo(2 * 20 * 5);
    }

    @Test
    void guessesAreAnsweredAsTheyShould() throws Exception {
        try (ServerProcess server = ServerProcess.start("512m", ServerProcess.AS_ALWAYS)) {
            assertThat(new GuessingRun(new Pairs.Plan(1, 10), System.out).on(server))
                    .hasSize(4)
                    .allSatisfy((name, result) -> assertThat(
                                    result.first().count() + result.second().count())
                            .isEqualTo(20));
        }
    }
}
