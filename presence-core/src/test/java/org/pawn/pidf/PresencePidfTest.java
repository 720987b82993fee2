package org.pawn.pidf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.DeviceState;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;
import org.pawn.presence.Tuple;
import org.pawn.time.Moment;
import org.pawn.vocabulary.Outgoing;
import org.pawn.vocabulary.Vocabulary;

final class PresencePidfTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    private static final Moment NOON = new Moment(Instant.parse("2030-03-04T12:00:00Z"), 1_000_000_000_000L);

    private static PidfDocument published(boolean open, RpidActivity... activities) {
        PidfPerson person = new PidfPerson(
                "p",
                List.of(activities),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        PidfTuple tuple = PidfTuple.of("t", Optional.of(open), Optional.of("sip:alice@192.0.2.1"), List.of());
        return new PidfDocument("sip:alice@example.com", List.of(tuple), Optional.of(person), List.of());
    }

    /** Every activity of RFC 4480 section 3.2. */
    @ParameterizedTest
    @CsvSource({
        "appointment, BUSY, APPOINTMENT",
        "away, AWAY,",
        "breakfast, AWAY, LUNCH",
        "busy, BUSY,",
        "dinner, AWAY, LUNCH",
        "holiday, AVAILABLE, OUT_OF_OFFICE",
        "in-transit, AVAILABLE, TRAVELLING",
        "looking-for-work, AVAILABLE, CUSTOM",
        "meal, AWAY, LUNCH",
        "meeting, BUSY, IN_A_MEETING",
        "on-the-phone, BUSY, IN_A_CALL",
        "performance, BUSY,",
        "permanent-absence, AWAY,",
        "playing, AVAILABLE, CUSTOM",
        "presentation, DO_NOT_DISTURB, PRESENTING",
        "shopping, AVAILABLE, CUSTOM",
        "sleeping, AWAY,",
        "spectator, AVAILABLE, CUSTOM",
        "steering, AVAILABLE, TRAVELLING",
        "travel, AVAILABLE, TRAVELLING",
        "tv, AVAILABLE, CUSTOM",
        "unknown, AVAILABLE,",
        "vacation, AVAILABLE, OUT_OF_OFFICE",
        "working, BUSY,",
        "worship, AVAILABLE, CUSTOM",
        "other, AVAILABLE, CUSTOM"
    })
    void everyActivityOfRfc4480HasAMeaning(String name, Availability availability, Activity.Kind kind) {
        DeviceState state = PresencePidf.state(published(true, RpidActivity.named(name)), NOON);

        assertThat(state.availability()).isEqualTo(availability);
        assertThat(state.activities()).extracting(Activity::kind).isEqualTo(kind == null ? List.of() : List.of(kind));
        assertThat(RpidActivity.names()).contains(name).hasSize(26);
    }

    @Test
    void openWithoutActivitiesIsAvailableAndClosedIsOfflineWhateverElseItSays() {
        assertThat(PresencePidf.state(published(true), NOON)).satisfies(state -> {
            assertThat(state.availability()).isEqualTo(Availability.AVAILABLE);
            assertThat(state.contact()).contains("sip:alice@192.0.2.1");
            assertThat(state.lastActive()).isEmpty();
        });
        assertThat(PresencePidf.state(published(false, RpidActivity.named("meeting")), NOON)
                        .availability())
                .isEqualTo(Availability.OFFLINE);
    }

    @Test
    void thePreferenceIsThatOfTheContactThatCounts() {
        PidfTuple closed = tuple(false, "sip:alice@192.0.2.2", OptionalDouble.of(1));
        PidfTuple open = tuple(true, "sip:alice@192.0.2.1", OptionalDouble.of(0.7));
        PidfTuple unsaid = tuple(true, "sip:alice@192.0.2.3", OptionalDouble.empty());

        assertThat(PresencePidf.state(document(closed, open, unsaid), NOON).q()).isEqualTo(700);
        assertThat(PresencePidf.state(document(unsaid, open), NOON).q()).isZero(); // RFC 3863 section 4.1.3: the lowest
    }

    private static PidfTuple tuple(boolean open, String contact, OptionalDouble priority) {
        return new PidfTuple(
                "t",
                Optional.of(open),
                Optional.of(contact),
                priority,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                PidfTuple.Extensions.NONE);
    }

    private static PidfDocument document(PidfTuple... tuples) {
        return new PidfDocument("sip:alice@example.com", List.of(tuples), Optional.empty(), List.of());
    }

    @Test
    void ofSeveralActivitiesTheStrongestDecides() {
        DeviceState state = PresencePidf.state(
                published(true, RpidActivity.named("away"), RpidActivity.named("on-the-phone")), NOON);

        assertThat(state.availability()).isEqualTo(Availability.BUSY);
    }

    @Test
    void anActivityWhoseTimeIsOverDoesNotCount() {
        PidfPerson past = new PidfPerson(
                "p",
                List.of(RpidActivity.named("meeting")),
                Optional.empty(),
                Optional.of(NOON.wall()),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        PidfDocument document = new PidfDocument("sip:alice@example.com", List.of(), Optional.of(past), List.of());

        assertThat(PresencePidf.state(document, NOON).availability()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void idleSinceATimeIsTheLastActivityAndIdleWithoutOneIsFiveMinutesAgo() {
        PidfDocument since = PidfReader.read(
                person("<rpid:user-input last-input=\"2030-03-04T11:40:00Z\">idle" + "</rpid:user-input>"));
        PidfDocument plain = PidfReader.read(person("<rpid:user-input>idle</rpid:user-input>"));
        PidfDocument active = PidfReader.read(person("<rpid:user-input>active</rpid:user-input>"));

        assertThat(PresencePidf.state(since, NOON).lastActive().orElseThrow().wall())
                .isEqualTo("2030-03-04T11:40:00Z");
        assertThat(PresencePidf.state(plain, NOON).lastActive().orElseThrow())
                .isEqualTo(new Moment(
                        NOON.wall().minusSeconds(300),
                        NOON.nanos() - Duration.ofSeconds(300).toNanos()));
        assertThat(PresencePidf.state(active, NOON).lastActive()).contains(NOON);
    }

    @Test
    void whatBaresipPublishesBeforeItKnowsIsUnknown() {
        PidfDocument document = PidfReader.read(PidfReaderTest.file("good/baresip-publish-unknown.xml"));

        assertThat(PresencePidf.state(document, NOON).availability()).isEqualTo(Availability.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"baresip-publish-open.xml", "linphone-publish.xml", "twinkle-publish.xml"})
    void whatRealPhonesPublishWhenTheyAreThereIsAvailable(String file) {
        PidfDocument document = PidfReader.read(PidfReaderTest.file("good/" + file));

        assertThat(PresencePidf.state(document, NOON).availability()).isEqualTo(Availability.AVAILABLE);
    }

    private static byte[] person(String inside) {
        return ("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                        + " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:alice@example.com\">"
                        + "<dm:person id=\"p\">" + inside + "</dm:person></presence>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static PresenceDocument seen(Availability availability, boolean idle, List<Activity> activities) {
        return new PresenceDocument(
                ALICE,
                availability,
                activities,
                idle,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Schedule.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false);
    }

    /** The table "Out" of the presence model. */
    @ParameterizedTest
    @CsvSource({
        "AVAILABLE, , open, ",
        "BUSY, , open, <rpid:busy/>",
        "BUSY, IN_A_CALL, open, <rpid:on-the-phone/>",
        "BUSY, IN_A_CONFERENCE_CALL, open, <rpid:on-the-phone/>",
        "BUSY, IN_A_MEETING, open, <rpid:meeting/>",
        "BUSY, APPOINTMENT, open, <rpid:appointment/>",
        "DO_NOT_DISTURB, , open, <rpid:busy/>",
        "DO_NOT_DISTURB, PRESENTING, open, <rpid:presentation/><rpid:busy/>",
        "BE_RIGHT_BACK, , open, <rpid:away/>",
        "AWAY, , open, <rpid:away/>",
        "AWAY, LUNCH, open, <rpid:meal/>",
        "OFFLINE, OUT_OF_OFFICE, closed, <rpid:vacation/>",
        "OFFLINE, OFF_WORK, closed, <rpid:other>off work</rpid:other>",
        "OFFLINE, , closed, ",
        "AVAILABLE, TRAVELLING, open, <rpid:travel/>"
    })
    void everyStateIsSaidInRpid(Availability availability, Activity.Kind kind, String basic, String words) {
        List<Activity> activities = kind == null ? List.of() : List.of(Activity.of(kind));

        String xml = xml(seen(availability, false, activities));

        assertThat(xml).contains("<basic>" + basic + "</basic>");
        assertThat(xml.contains("<rpid:activities>")).isEqualTo(words != null);
        if (words != null) {
            assertThat(xml).contains("<rpid:activities>" + words + "</rpid:activities>");
        }
        assertThat(xml.contains("<dm:note xml:lang=\"en\">Do not disturb</dm:note>"))
                .isEqualTo(availability == Availability.DO_NOT_DISTURB);
    }

    static Stream<Outgoing> statesOfTheTable() {
        return Vocabulary.out().stream();
    }

    @ParameterizedTest
    @MethodSource("statesOfTheTable")
    void theRpidCellsOfEveryStateAreWhatIsWritten(Outgoing row) {
        List<Activity> activities = row.activity().map(Activity::of).stream().toList();

        PidfDocument written = PresencePidf.document(seen(row.availability(), row.idle(), activities), false);

        assertThat(written.person().map(PidfPerson::activities).orElse(List.of()))
                .isEqualTo(row.rpid().stream().map(RpidVocabulary::written).toList());
        assertThat(written.tuples().get(0).open())
                .isEqualTo(
                        row.basic().isEmpty()
                                ? Optional.empty()
                                : Optional.of(row.basic().equals("open")));
        assertThat(written.person().flatMap(PidfPerson::idle).isPresent())
                .isEqualTo(row.userInput().equals("idle"));
    }

    @Test
    void idleIsUserInputAndUnknownIsATupleWithoutBasic() {
        assertThat(xml(seen(Availability.AVAILABLE, true, List.of())))
                .contains("<rpid:user-input>idle</rpid:user-input>");
        assertThat(xml(seen(Availability.UNKNOWN, false, List.of()))).contains("<status></status>");
    }

    @Test
    void aViewerOfDevicesGetsATupleForEachOpenOnesFirst() {
        Tuple closed = new Tuple(
                "tag1",
                Availability.OFFLINE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0);
        Tuple open = new Tuple(
                "tag2",
                Availability.BUSY,
                Optional.of(Note.of("at my desk")),
                Optional.of("sip:alice@192.0.2.1"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0);
        PresenceDocument document = new PresenceDocument(
                ALICE,
                Availability.BUSY,
                List.of(),
                false,
                Optional.empty(),
                Optional.of(Note.of("at my desk")),
                Optional.empty(),
                Schedule.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(closed, open),
                Optional.empty(),
                false);

        PidfDocument each = PresencePidf.document(document, true);
        PidfDocument whole = PresencePidf.document(document, false);

        assertThat(each.tuples())
                .extracting(tuple -> tuple.open().orElseThrow())
                .containsExactly(true, false);
        assertThat(each.tuples().get(0).contact()).contains("sip:alice@192.0.2.1");
        assertThat(each.tuples()).extracting(PidfTuple::id).doesNotContain("tag1", "tag2");
        assertThat(whole.tuples()).hasSize(1);
        assertThat(PidfReader.read(PidfWriter.write(each))).isEqualTo(each);
    }

    private static String xml(PresenceDocument seen) {
        return new String(PidfWriter.write(PresencePidf.document(seen, true)), StandardCharsets.UTF_8);
    }
}
