package org.pawn.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.Schedule;

/** The cells of the model, written here a second time on purpose: a slip in the tables must not pass. */
final class VocabularyTest {
    /** The paper's rows and ours, in the table's order; "-" is nothing. */
    private static final String OUT = """
            AVAILABLE      false -                    -                     open   -    -           false 300 400 Available       Available               0
            AVAILABLE      true  -                    -                     open   idle -           true  300 200 AvailableIdle   Available               2
            BUSY           false -                    busy                  open   -    dnd         false 300 600 Busy            Busy                    3
            BUSY           true  -                    busy                  open   idle dnd         true  300 600 BusyIdle        Busy                    3
            BUSY           false IN_A_CALL            on-the-phone          open   -    dnd         false 300 500 Busy            InACall                 5
            BUSY           false IN_A_CONFERENCE_CALL on-the-phone          open   -    dnd         false 300 500 Busy            InAConferenceCall       5
            BUSY           false IN_A_MEETING         meeting               open   -    dnd         false 300 600 Busy            InAMeeting              3
            BUSY           false APPOINTMENT          appointment           open   -    dnd         false 300 600 Busy            Busy                    3
            DO_NOT_DISTURB false -                    busy                  open   -    dnd         false 300 600 DoNotDisturb    DoNotDisturb            3
            DO_NOT_DISTURB false PRESENTING           presentation+busy     open   -    dnd         false 300 600 DoNotDisturb    Presenting              3
            DO_NOT_DISTURB false FOCUSING             other:focusing+busy   open   -    dnd         false 300 600 DoNotDisturb    DoNotDisturb            3
            DO_NOT_DISTURB false URGENT_ONLY          other:urgent_only+busy open  -    dnd         false 300 600 DoNotDisturb    UrgentInterruptionsOnly 3
            BE_RIGHT_BACK  false -                    away                  open   -    away        false 300 300 BeRightBack     BeRightBack             4
            AWAY           false LUNCH                meal                  open   -    away        false 300 150 Away            Away                    6
            AWAY           false -                    away                  open   -    xa          false 300 100 Away            Away                    2
            AWAY           false INACTIVE             away                  open   -    xa          false 300 100 Away            Inactive                2
            AVAILABLE      false TRAVELLING           travel                open   -    -           false 300 400 Available       Available               0
            OFFLINE        false OUT_OF_OFFICE        vacation              closed -    unavailable false   0   0 Offline         OutOfOffice             1
            OFFLINE        false OFF_WORK             other:off_work        closed -    unavailable false   0   0 Offline         OffWork                 1
            OFFLINE        false -                    -                     closed -    unavailable false   0   0 Offline         Offline                 1
            UNKNOWN        false -                    -                     -      -    -           false   0   0 PresenceUnknown PresenceUnknown         1
            """;

    static Stream<String> outVectors() {
        return OUT.lines();
    }

    @ParameterizedTest
    @MethodSource("outVectors")
    void everyCellOfEveryStateIsAsInTheModel(String line) {
        List<String> cells = Stream.of(line.strip().split(" +"))
                .map(cell -> cell.equals("-") ? "" : cell)
                .toList();
        Optional<Activity.Kind> kind =
                Optional.of(cells.get(2)).filter(name -> !name.isEmpty()).map(Activity.Kind::valueOf);

        assertThat(Vocabulary.out(Availability.valueOf(cells.get(0)), Boolean.parseBoolean(cells.get(1)), kind))
                .contains(new Outgoing(
                        Availability.valueOf(cells.get(0)),
                        Boolean.parseBoolean(cells.get(1)),
                        kind,
                        Stream.of(cells.get(3).split("\\+"))
                                .filter(word -> !word.isEmpty())
                                .toList(),
                        cells.get(4),
                        cells.get(5),
                        cells.get(6),
                        Boolean.parseBoolean(cells.get(7)),
                        Integer.parseInt(cells.get(8)),
                        Integer.parseInt(cells.get(9)),
                        cells.get(10),
                        cells.get(11),
                        Integer.parseInt(cells.get(12))));
    }

    @Test
    void noStateOfTheTableIsWithoutItsVector() {
        assertThat(Vocabulary.out()).hasSize((int) OUT.lines().count());
    }

    /** What a client of LCS makes of the pair that we send is what we meant, as near as its ranges come. */
    @ParameterizedTest
    @MethodSource("outStates")
    void theLcsPairOfEveryStateReadsBackAsNearAsLcsCanSayIt(Outgoing row) {
        Availability nearest = switch (row.availability()) {
            case DO_NOT_DISTURB -> Availability.BUSY;
            case UNKNOWN -> Availability.OFFLINE;
            case AVAILABLE -> row.idle() ? Availability.AWAY : Availability.AVAILABLE;
            case BUSY, BE_RIGHT_BACK, AWAY, OFFLINE -> row.availability();
        };

        assertThat(Vocabulary.fromLcs(row.lcsAvailability(), row.lcsActivity())
                        .orElseThrow()
                        .availability())
                .contains(nearest);
    }

    @ParameterizedTest
    @MethodSource("outStates")
    void theXmppShowOfEveryStateReadsBackAsNearAsXmppCanSayIt(Outgoing row) {
        Availability nearest = switch (row.availability()) {
            case BUSY -> Availability.DO_NOT_DISTURB;
            case BE_RIGHT_BACK -> Availability.AWAY;
            case UNKNOWN -> Availability.AVAILABLE;
            case AVAILABLE, DO_NOT_DISTURB, AWAY, OFFLINE -> row.availability();
        };

        assertThat(Vocabulary.xmpp())
                .extractingByKey(row.xmppShow())
                .isEqualTo(new Meaning(Optional.of(nearest), Optional.empty()));
    }

    static Stream<Outgoing> outStates() {
        return Vocabulary.out().stream();
    }

    @ParameterizedTest
    @CsvSource({
        "actor, SET,",
        "application, FLAG, application",
        "audio, FLAG, audio",
        "automata, FLAG, automata",
        "class, SET,",
        "control, FLAG,",
        "data, FLAG, data",
        "duplex, SET,",
        "event-packages, SET,",
        "extensions, SET,",
        "isfocus, FLAG, focus",
        "message, FLAG, message",
        "methods, SET,",
        "methods/MESSAGE, WORD, message",
        "languages, SET,",
        "schemes, SET,",
        "text, FLAG, text",
        "video, FLAG, video"
    })
    void everyCapabilityIsNamedAsHere(String caps, Capability.Form form, String capability) {
        assertThat(Vocabulary.capabilities())
                .hasSize(18)
                .contains(new Capability(caps, form, Optional.ofNullable(capability)));
    }

    @ParameterizedTest
    @CsvSource({
        "class, person tuple, '', '', ''",
        "mood, person, '', '', ''",
        "place-is, person, '', '', ''",
        "place-type, person, '', workLocation, workLocation",
        "privacy, person tuple, '', '', ''",
        "relationship, tuple, self unknown, '', ''",
        "service-class, tuple, electronic unknown other, '', ''",
        "sphere, person, '', '', ''",
        "status-icon, person tuple, '', '', ''",
        "time-offset, person, '', '', timeZone"
    })
    void everyOtherElementOfRpidMeansWhatIsHere(String element, String of, String own, String in, String out) {
        assertThat(Vocabulary.rpidElements())
                .hasSize(10)
                .contains(new RpidMeaning(element, words(of), words(own), in, out));
    }

    @ParameterizedTest
    @CsvSource({
        "FREE, true, ''",
        "TENTATIVE, true, other:tentative",
        "BUSY, true, busy",
        "OUT_OF_OFFICE, false, vacation",
        "ELSEWHERE, true, other:elsewhere"
    })
    void everyStateOfAScheduleButUnknownIsForetoldSo(Schedule.State state, boolean open, String rpid) {
        assertThat(Vocabulary.foretold())
                .hasSize(Schedule.State.values().length - 1)
                .contains(new Foretold(state, open, words(rpid)));
    }

    @Test
    void ofContactInformationOnlyTheNameIsSaidAndNothingIsTaken() {
        assertThat(Vocabulary.card())
                .containsExactly(
                        new CardElement("card", "", ""),
                        new CardElement("display-name", "", "displayName"),
                        new CardElement("homepage", "", ""),
                        new CardElement("icon", "", ""),
                        new CardElement("map", "", ""),
                        new CardElement("sound", "", ""));
    }

    private static List<String> words(String cell) {
        return Stream.of(cell.split(" ")).filter(word -> !word.isEmpty()).toList();
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
