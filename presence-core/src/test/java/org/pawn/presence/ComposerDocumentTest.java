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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.time.Moment;

/** {@code docs/presence-model.md}, section 8: the note, the devices, the place and the schedule. */
final class ComposerDocumentTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ComposedPerson alice = new ComposedPerson();

    private static PresenceRecord noted(PresenceRecord record, String note) {
        return record.withNote(Optional.of(Note.of(note)));
    }

    @Nested
    final class GivenSeveralNotes {
        @Test
        void theAdministratorsGoesBeforeAllOthers() {
            alice.says(noted(device(BUSY), "desk"), noted(administrator(AWAY), "closed today"))
                    .chose(ComposedPerson.noted(chosen(BUSY), "by hand"))
                    .noted("own", Optional.empty());

            assertThat(alice.shown().note()).contains(Note.of("closed today"));
        }

        @Test
        void anAdministratorWithoutOneLeavesThePersonsOwn() {
            alice.says(noted(device(BUSY), "desk"), administrator(AWAY))
                    .chose(ComposedPerson.noted(chosen(BUSY), "by hand"))
                    .noted("own", Optional.empty());

            assertThat(alice.shown().note()).contains(Note.of("own"));
        }

        @Test
        void thenThatOfTheManualState() {
            alice.says(noted(device(BUSY), "desk"))
                    .chose(ComposedPerson.noted(chosen(BUSY), "by hand"))
                    .noted("own", Optional.of(wallIn(Duration.ZERO)));

            assertThat(alice.shown().note()).contains(Note.of("by hand"));
        }

        @Test
        void thatOfAManualStateWhichDoesNotShowIsNotShown() {
            ComposedPerson bob = new ComposedPerson();
            alice.chose(ComposedPerson.noted(chosen(BUSY), "by hand"));
            bob.chose(alwaysShown(ComposedPerson.noted(chosen(BUSY), "by hand")));

            assertThat(alice.shown().note()).isEmpty();
            assertThat(bob.shown().note()).contains(Note.of("by hand"));
        }

        @Test
        void thatOfAManualOfflineShowsToThePerson() {
            alice.says(device(BUSY)).chose(ComposedPerson.noted(chosen(OFFLINE), "by hand"));

            assertThat(alice.shown().note()).contains(Note.of("by hand"));
        }

        @Test
        void thenThatOfTheLatestReachingRecordWhichHasOne() {
            alice.says(
                    noted(device(BUSY), "desk"),
                    noted(
                            record(Source.DEVICE, "car", AWAY)
                                    .withSince(NOW.wall().minusSeconds(2)),
                            "car"),
                    record(Source.DEVICE, "pad", DO_NOT_DISTURB)
                            .withSince(NOW.wall().minusSeconds(1)));

            assertThat(alice.shown().note()).contains(Note.of("car"));
        }

        @Test
        void thatOfARecordWhichDoesNotReachIsNotShown() {
            alice.says(device(BUSY), noted(record(Source.DEVICE, "car", OFFLINE), "car"), noted(call(), "call"));

            assertThat(alice.shown().note()).isEmpty();
        }

        @Test
        void thePersonsOwnEndsAtTheInstantOfItsEnd() {
            alice.noted("own", Optional.of(wallIn(HOUR)));

            assertThat(alice.shown(HOUR.minusNanos(1)).note()).contains(Note.of("own"));
            assertThat(alice.shown(HOUR).note()).isEmpty();
        }
    }

    @Nested
    final class GivenDevices {
        @Test
        void thereIsOneForEachWayToReachThePersonClosedOnesTooInOrderOfSourceAndId() {
            alice.says(remote(UNKNOWN), session(BUSY, Duration.ofHours(1)), device(OFFLINE), phone(), call(), meeting())
                    .says(record(Source.DEVICE, "car", AWAY)
                            .withDevice(Optional.of("sip:car@192.0.2.1"), Optional.of("phone"), List.of("audio")));

            assertThat(alice.shown().tuples())
                    .extracting(Tuple::id)
                    .containsExactly("phone", "car", "desk", "app", "example.org");
            assertThat(alice.shown().tuples().get(1))
                    .isEqualTo(new Tuple(
                            "car",
                            AWAY,
                            Optional.empty(),
                            Optional.of("sip:car@192.0.2.1"),
                            Optional.of("phone"),
                            List.of("audio"),
                            Optional.empty(),
                            0));
        }

        @Test
        void oneThatSaysNothingOfAvailabilityIsAvailable() {
            alice.says(device(AWAY).withoutAvailability());

            assertThat(alice.shown().tuples().get(0).availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void anExpiredOneIsGone() {
            alice.says(device(AWAY).renewed(NOW, in(HOUR)));

            assertThat(alice.shown(HOUR).tuples()).isEmpty();
        }

        @Test
        void lastActiveIsTheLatestReportOfAnyOfThemThoughItReachesNobody() {
            alice.says(
                    device(AVAILABLE).withLastActive(ago(HOUR)),
                    record(Source.DEVICE, "car", OFFLINE).withLastActive(ago(Duration.ofMinutes(2))),
                    call().withLastActive(NOW));

            assertThat(alice.shown().lastActive())
                    .contains(ago(Duration.ofMinutes(2)).wall());
        }

        @Test
        void ofTwoReportsOfOneInstantThatOfTheFirstDeviceIsLastActiveThoughTheWallClockWasSetBetween() {
            Moment before = new Moment(NOW.wall().plus(HOUR), NOW.nanos());
            alice.says(session(BUSY).withLastActive(before), device(BUSY).withLastActive(NOW));

            assertThat(alice.shown().lastActive()).contains(NOW.wall());
        }

        @Test
        void lastActiveIsTheLatestByTheClockThatNobodySets() {
            Moment before = new Moment(NOW.wall().plus(HOUR), NOW.nanos() - 1);
            alice.says(device(BUSY).withLastActive(before), session(BUSY).withLastActive(NOW));

            assertThat(alice.shown().lastActive()).contains(NOW.wall());
        }

        @Test
        void withoutAReportLastActiveIsAbsent() {
            alice.says(device(AVAILABLE)).chose(chosen(AVAILABLE));

            assertThat(alice.shown().lastActive()).isEmpty();
        }
    }

    @Nested
    final class GivenAPlaceOfWork {
        @Test
        void asThePersonSaidGoesBeforeTheCalendarsUntilItEnds() {
            alice.calendarSays(Optional.empty(), Optional.of("Berlin")).worksAt("Home", Optional.of(wallIn(HOUR)));

            assertThat(alice.shown(HOUR.minusNanos(1)).workLocation()).contains("Home");
            assertThat(alice.shown(HOUR).workLocation()).contains("Berlin");
        }

        @Test
        void withoutAnEndItStays() {
            alice.worksAt("Home", Optional.empty());

            assertThat(alice.shown(Duration.ofDays(400)).workLocation()).contains("Home");
        }
    }

    @Nested
    final class GivenASchedule {
        private final FreeGap now = new FreeGap(NOW.wall(), wallIn(HOUR.plusMinutes(14)));
        private final FreeGap exact = new FreeGap(NOW.wall(), wallIn(HOUR.plusMinutes(15)));
        private final FreeGap later = new FreeGap(wallIn(HOUR.multipliedBy(2)), wallIn(HOUR.multipliedBy(3)));

        @Test
        void itIsTheCalendarsWhetherOrNotThePersonIsReachable() {
            alice.scheduled(Schedule.State.BUSY, Optional.of(wallIn(HOUR)));

            assertThat(alice.shown().schedule())
                    .isEqualTo(new Schedule(Schedule.State.BUSY, Optional.empty(), Optional.of(wallIn(HOUR))));
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"BUSY", "DO_NOT_DISTURB"})
        void nobodyIsFreeBeforeTheirOwnBusyOrDoNotDisturbEnds(Availability word) {
            alice.scheduled(Schedule.State.FREE, Optional.of(NOW.wall()), exact, later)
                    .chose(chosen(word));

            assertThat(alice.shown().schedule())
                    .isEqualTo(new Schedule(Schedule.State.FREE, Optional.empty(), Optional.of(wallIn(HOUR))));
        }

        @Test
        void aGapThatIsTooShortFromThenIsPassedOver() {
            alice.scheduled(Schedule.State.FREE, Optional.of(NOW.wall()), now, later)
                    .chose(chosen(BUSY));

            assertThat(alice.shown().schedule().freeAt()).contains(wallIn(HOUR.multipliedBy(2)));
        }

        @Test
        void withoutAGapFromThenItIsNotKnown() {
            alice.scheduled(Schedule.State.FREE, Optional.of(NOW.wall()), now).chose(chosen(BUSY));

            assertThat(alice.shown().schedule().freeAt()).isEmpty();
        }

        @Test
        void whatIsAtOrAfterTheEndStays() {
            alice.scheduled(Schedule.State.BUSY, Optional.of(wallIn(HOUR))).chose(chosen(BUSY));

            assertThat(alice.shown().schedule().freeAt()).contains(wallIn(HOUR));
        }

        @Test
        void whatIsNotKnownStaysSo() {
            alice.scheduled(Schedule.State.UNKNOWN, Optional.empty(), later).chose(chosen(BUSY));

            assertThat(alice.shown().schedule().freeAt()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"AVAILABLE", "BE_RIGHT_BACK", "AWAY", "OFFLINE"})
        void noOtherStateHoldsIt(Availability word) {
            alice.scheduled(Schedule.State.FREE, Optional.of(NOW.wall()), now).chose(chosen(word));

            assertThat(alice.shown().schedule().freeAt()).contains(NOW.wall());
        }
    }
}
