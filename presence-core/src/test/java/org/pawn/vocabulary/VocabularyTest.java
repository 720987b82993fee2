package org.pawn.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;

/** The cells of the model, written here a second time on purpose: a slip in the tables must not pass. */
final class VocabularyTest {
    @ParameterizedTest
    @CsvSource({
        "AVAILABLE, false, , '', 300, 400, Available, Available, 0",
        "AVAILABLE, true, , '', 300, 200, AvailableIdle, Available, 2",
        "BUSY, false, , dnd, 300, 600, Busy, Busy, 3",
        "BUSY, true, , dnd, 300, 600, BusyIdle, Busy, 3",
        "BUSY, false, IN_A_CALL, dnd, 300, 500, Busy, InACall, 5",
        "BUSY, false, IN_A_MEETING, dnd, 300, 600, Busy, InAMeeting, 3",
        "DO_NOT_DISTURB, false, , dnd, 300, 600, DoNotDisturb, DoNotDisturb, 3",
        "BE_RIGHT_BACK, false, , away, 300, 300, BeRightBack, BeRightBack, 4",
        "AWAY, false, LUNCH, away, 300, 150, Away, Away, 6",
        "AWAY, false, , xa, 300, 100, Away, Away, 2",
        "OFFLINE, false, OUT_OF_OFFICE, unavailable, 0, 0, Offline, OutOfOffice, 1",
        "OFFLINE, false, OFF_WORK, unavailable, 0, 0, Offline, OffWork, 1",
        "OFFLINE, false, , unavailable, 0, 0, Offline, Offline, 1",
        "UNKNOWN, false, , '', 0, 0, PresenceUnknown, PresenceUnknown, 1"
    })
    void everyStateIsSaidInEveryProtocol(
            Availability availability,
            boolean idle,
            Activity.Kind kind,
            String show,
            int lcsAvailability,
            int lcsActivity,
            String graph,
            String graphActivity,
            int nameCtrl) {
        Outgoing row =
                Vocabulary.out(availability, idle, Optional.ofNullable(kind)).orElseThrow();

        assertThat(row.xmppShow()).isEqualTo(show);
        assertThat(row.xep0319()).isEqualTo(idle);
        assertThat(row.lcsAvailability()).isEqualTo(lcsAvailability);
        assertThat(row.lcsActivity()).isEqualTo(lcsActivity);
        assertThat(row.graphAvailability()).isEqualTo(graph);
        assertThat(row.graphActivity()).isEqualTo(graphActivity);
        assertThat(row.nameCtrl()).isEqualTo(nameCtrl);
    }

    @ParameterizedTest
    @EnumSource(value = Activity.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "CUSTOM")
    void everyActivityButACustomOneHasARow(Activity.Kind kind) {
        assertThat(Vocabulary.out(kind)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 400, OFFLINE,",
        "99, 800, OFFLINE,",
        "100, 100, AWAY,",
        "300, 149, AWAY,",
        "300, 150, AWAY,",
        "300, 299, AWAY,",
        "300, 300, BE_RIGHT_BACK,",
        "300, 399, BE_RIGHT_BACK,",
        "300, 400, AVAILABLE,",
        "300, 499, AVAILABLE,",
        "300, 500, BUSY, IN_A_CALL",
        "300, 599, BUSY, IN_A_CALL",
        "300, 600, BUSY,",
        "300, 699, BUSY,",
        "300, 700, AWAY,",
        "300, 799, AWAY,",
        "300, 800, AVAILABLE,",
        "300, 2147483647, AVAILABLE,"
    })
    void anLcsPairMeansWhatItsRangeSaysAtBothEnds(
            int availability, int activity, Availability meant, Activity.Kind kind) {
        assertThat(Vocabulary.fromLcs(availability, activity))
                .contains(new Meaning(Optional.of(meant), Optional.ofNullable(kind)));
    }

    @Test
    void anLcsActivityBelow100OfSomebodyWhoIsThereMeansNothing() {
        assertThat(Vocabulary.fromLcs(300, 99)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', AVAILABLE",
        "chat, AVAILABLE",
        "away, AWAY",
        "xa, AWAY",
        "dnd, DO_NOT_DISTURB",
        "unavailable, OFFLINE"
    })
    void everyXmppShowHasAMeaning(String show, Availability meant) {
        assertThat(Vocabulary.xmpp())
                .hasSize(6)
                .extractingByKey(show)
                .isEqualTo(new Meaning(Optional.of(meant), Optional.empty()));
    }

    @Test
    void aGraphPairReadsBackAsAStateThatIsSaidWithThatPair() {
        for (Outgoing row : Vocabulary.out()) {
            Outgoing back = Vocabulary.fromGraph(row.graphAvailability(), row.graphActivity())
                    .orElseThrow();

            assertThat(back.availability()).isEqualTo(row.availability());
            assertThat(back.idle()).isEqualTo(row.idle());
            assertThat(back.activity())
                    .satisfiesAnyOf(
                            activity -> assertThat(activity).isEqualTo(row.activity()),
                            activity -> assertThat(activity).isEmpty());
        }
        assertThat(Vocabulary.fromGraph("Busy", "Offline")).isEmpty();
    }
}
