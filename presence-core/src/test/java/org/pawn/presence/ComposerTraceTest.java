package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.presence.Availability.AVAILABLE;
import static org.pawn.presence.Availability.AWAY;
import static org.pawn.presence.Availability.BUSY;
import static org.pawn.presence.Availability.DO_NOT_DISTURB;
import static org.pawn.presence.Availability.OFFLINE;
import static org.pawn.presence.Availability.UNKNOWN;
import static org.pawn.presence.ComposedPerson.NOW;
import static org.pawn.presence.ComposedPerson.administrator;
import static org.pawn.presence.ComposedPerson.ago;
import static org.pawn.presence.ComposedPerson.alwaysShown;
import static org.pawn.presence.ComposedPerson.call;
import static org.pawn.presence.ComposedPerson.chosen;
import static org.pawn.presence.ComposedPerson.device;
import static org.pawn.presence.ComposedPerson.event;
import static org.pawn.presence.ComposedPerson.in;
import static org.pawn.presence.ComposedPerson.meeting;
import static org.pawn.presence.ComposedPerson.phone;
import static org.pawn.presence.ComposedPerson.record;
import static org.pawn.presence.ComposedPerson.remote;
import static org.pawn.presence.ComposedPerson.session;
import static org.pawn.presence.ComposedPerson.wallIn;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.presence.Activity.Kind;

/** {@code docs/presence-model.md}, sections 9 and 10: the trace, and when the same sources give something else. */
final class ComposerTraceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ComposedPerson alice = new ComposedPerson();

    private static Trace.Step step(Rule rule, Source source, String id, Availability after) {
        return new Trace.Step(rule, Optional.of(new Trace.Cause(source, id)), after);
    }

    @Nested
    final class GivenEveryRuleHasASay {
        @Test
        void eachHasItsStepInOrderWithTheAvailabilityAfterIt() {
            alice.says(
                            device(AVAILABLE).withLastActive(ago(LONG)).readBack(),
                            call(),
                            event(Kind.TRAVELLING),
                            administrator(DO_NOT_DISTURB))
                    .chose(chosen(AWAY))
                    .absent(NOW.wall(), wallIn(HOUR))
                    .hours(WorkingTime.State.OFF);

            assertThat(alice.trace())
                    .containsExactly(
                            step(Rule.PUBLISHED, Source.DEVICE, "desk", AVAILABLE),
                            step(Rule.IDLE_AWAY, Source.DEVICE, "desk", AWAY),
                            step(Rule.SITUATION_RAISES, Source.CALL, "call", BUSY),
                            step(Rule.SITUATION_SHOWS, Source.CALENDAR, "event", BUSY),
                            step(Rule.MANUAL, Source.MANUAL, "manual", AWAY),
                            step(Rule.OUT_OF_OFFICE, Source.OUT_OF_OFFICE, "out-of-office", AWAY),
                            step(Rule.OFF_WORK, Source.HOURS, "hours", AWAY),
                            step(Rule.ADMINISTRATOR, Source.ADMINISTRATOR, "admin", DO_NOT_DISTURB),
                            new Trace.Step(Rule.STALE, Optional.empty(), DO_NOT_DISTURB));
        }
    }

    @Nested
    final class GivenOneWayToReachThePerson {
        @Test
        void withoutAnyTheStepNamesNothing() {
            assertThat(alice.trace()).containsExactly(new Trace.Step(Rule.NO_DEVICE, Optional.empty(), OFFLINE));
        }

        @Test
        void idleIsAStepAfterIt() {
            alice.says(device(BUSY).withLastActive(ago(LONG)));

            assertThat(alice.trace())
                    .containsExactly(
                            step(Rule.PUBLISHED, Source.DEVICE, "desk", BUSY),
                            step(Rule.IDLE, Source.DEVICE, "desk", BUSY));
        }

        @Test
        void ofTwoLostPeersTheLaterIsNamed() {
            alice.says(
                    remote(UNKNOWN),
                    record(Source.REMOTE, "example.net", UNKNOWN).withSince(NOW.wall()));

            assertThat(alice.trace()).containsExactly(step(Rule.PEER_LOST, Source.REMOTE, "example.net", UNKNOWN));
        }

        @Test
        void itIsLiftedWhereAManualAvailableChangedWhatItSays() {
            ComposedPerson bob = new ComposedPerson();
            alice.says(device(BUSY)).chose(chosen(AVAILABLE));
            bob.says(device(AVAILABLE).withActivities(List.of(Activity.of(Kind.LUNCH))))
                    .chose(chosen(AVAILABLE));

            assertThat(alice.rules()).containsExactly(Rule.LIFTED, Rule.MANUAL);
            assertThat(bob.rules()).containsExactly(Rule.LIFTED, Rule.MANUAL);
        }

        @Test
        void itIsNotLiftedWhereItSaidAvailableAnyway() {
            alice.says(device(AVAILABLE)).chose(chosen(AVAILABLE));

            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.MANUAL);
        }
    }

    @Nested
    final class GivenSeveralSituations {
        @Test
        void thoseThatCountNotComeFirstEachInOrderOfSourceAndId() {
            alice.says(device(AVAILABLE), meeting(), record(Source.CALL, "b", BUSY), record(Source.CALL, "a", BUSY))
                    .says(session(BUSY, HOUR), record(Source.CALENDAR, "another", BUSY))
                    .chose(chosen(AVAILABLE));

            assertThat(alice.trace())
                    .containsExactly(
                            step(Rule.PUBLISHED, Source.DEVICE, "desk", AVAILABLE),
                            step(Rule.SITUATION_DISMISSED, Source.SESSION, "app", AVAILABLE),
                            step(Rule.SITUATION_DISMISSED, Source.CALENDAR, "another", AVAILABLE),
                            step(Rule.SITUATION_DISMISSED, Source.CALENDAR, "event", AVAILABLE),
                            step(Rule.SITUATION_RAISES, Source.CALL, "a", BUSY),
                            step(Rule.SITUATION_RAISES, Source.CALL, "b", BUSY));
        }

        @Test
        void oneBeforeTheRaiseShowsAtWhatWasBeforeIt() {
            alice.says(device(AVAILABLE), call(), event(Kind.PRESENTING));

            assertThat(alice.trace())
                    .containsExactly(
                            step(Rule.PUBLISHED, Source.DEVICE, "desk", AVAILABLE),
                            step(Rule.SITUATION_SHOWS, Source.CALL, "call", AVAILABLE),
                            step(Rule.SITUATION_RAISES, Source.CALENDAR, "event", DO_NOT_DISTURB));
        }

        @Test
        void oneWhoseRaiseIsWhatTheDeviceSaidAlreadyRaises() {
            alice.says(device(BUSY), call());

            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.SITUATION_RAISES);
        }

        @Test
        void oneWhoseRaiseIsWeakerShows() {
            alice.says(device(DO_NOT_DISTURB), call());

            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.SITUATION_SHOWS);
        }

        @Test
        void whereThePersonIsAwayByDecayInTheEndNoneHasASay() {
            alice.says(device(AVAILABLE).withLastActive(ago(LONG)), event(Kind.TRAVELLING));

            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.IDLE_AWAY);
        }

        @Test
        void keptOutByAnAbsenceOrForWantOfADeviceTheyAreSaidSo() {
            ComposedPerson bob = new ComposedPerson();
            alice.says(device(AWAY), call());
            bob.says(call());

            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.SITUATION_KEPT_OUT);
            assertThat(bob.rules()).containsExactly(Rule.NO_DEVICE, Rule.SITUATION_KEPT_OUT);
        }
    }

    @Nested
    final class GivenAManualAvailable {
        @Test
        void itHasASayOnlyWhereThePersonIsAvailableByThen() {
            ComposedPerson bob = new ComposedPerson();
            alice.says(device(AVAILABLE), call()).chose(chosen(AVAILABLE));
            bob.chose(alwaysShown(chosen(AVAILABLE)));

            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.SITUATION_RAISES);
            assertThat(bob.trace())
                    .containsExactly(
                            new Trace.Step(Rule.NO_DEVICE, Optional.empty(), OFFLINE),
                            step(Rule.MANUAL, Source.MANUAL, "manual", AVAILABLE));
        }
    }

    @Nested
    final class GivenWhatEnds {
        @Test
        void nothingAheadIsNoNextChange() {
            alice.calendarSays(Optional.empty(), Optional.of("Berlin")).hours(WorkingTime.State.OFF);

            assertThat(alice.next()).isEmpty();
        }

        @Test
        void theDeadlineOfEveryLiveRecordIsOne() {
            for (Source source : List.of(
                    Source.REGISTRATION,
                    Source.DEVICE,
                    Source.REMOTE,
                    Source.CALL,
                    Source.CONFERENCE,
                    Source.CALENDAR,
                    Source.ADMINISTRATOR)) {
                ComposedPerson bob = new ComposedPerson();
                bob.says(record(source, "one", OFFLINE).renewed(NOW, in(HOUR)));

                assertThat(bob.next()).as(source.name()).contains(HOUR);
                assertThat(bob.next(HOUR)).as(source.name()).isEmpty();
            }
        }

        @Test
        void theEarliestOfSeveralIsTheNext() {
            alice.says(device(BUSY).renewed(NOW, in(HOUR)), phone().renewed(NOW, in(LONG)));

            assertThat(alice.next()).contains(LONG);
            assertThat(alice.next(LONG)).contains(HOUR);
        }

        @Test
        void aSessionsFifteenMinutesAreOneAndThenItsEnd() {
            alice.says(session(BUSY).renewed(NOW, in(HOUR)));

            assertThat(alice.next()).contains(Duration.ofMinutes(15));
            assertThat(alice.next(Duration.ofMinutes(15))).contains(HOUR);
        }

        @Test
        void theEndOfWhatWasSetByHandIsOne() {
            ComposedPerson bob = new ComposedPerson();
            ComposedPerson carol = new ComposedPerson();
            alice.chose(chosen(BUSY));
            bob.noted("own", Optional.of(wallIn(HOUR)));
            carol.worksAt("Home", Optional.of(wallIn(HOUR)));

            assertThat(List.of(alice, bob, carol)).allSatisfy(person -> {
                assertThat(person.next()).contains(HOUR);
                assertThat(person.next(HOUR)).isEmpty();
            });
        }

        @Test
        void theBeginAndTheEndOfAnAbsenceAreTwo() {
            alice.absent(wallIn(LONG), wallIn(HOUR));

            assertThat(alice.next()).contains(LONG);
            assertThat(alice.next(LONG)).contains(HOUR);
            assertThat(alice.next(HOUR)).isEmpty();
        }

        @Test
        void idleAndAwayAreTwoWhereARecordThatReachesReports() {
            alice.says(device(BUSY).withLastActive(NOW));

            assertThat(alice.next()).contains(Duration.ofMinutes(5));
            assertThat(alice.next(Duration.ofMinutes(5))).contains(LONG);
            assertThat(alice.next(LONG)).contains(Duration.ofHours(8));
        }

        @Test
        void theyAreNoneWhereTheReporterReachesNobody() {
            alice.says(device(OFFLINE).withLastActive(NOW));

            assertThat(alice.next()).contains(Duration.ofHours(8));
        }

        @Test
        void choosingAvailableByHandPutsThemOff() {
            alice.says(device(AVAILABLE).withLastActive(ago(HOUR))).chose(chosen(AVAILABLE));

            assertThat(alice.next()).contains(Duration.ofMinutes(5).minusSeconds(30));
        }

        @Test
        void theEndOfStalenessIsOneWhereARecordThatReachesWasReadBack() {
            ComposedPerson bob = new ComposedPerson();
            alice.says(device(BUSY).readBack());
            bob.says(device(OFFLINE).readBack());

            assertThat(alice.next()).contains(Duration.ofSeconds(120));
            assertThat(bob.next()).contains(Duration.ofHours(8));
        }
    }
}
