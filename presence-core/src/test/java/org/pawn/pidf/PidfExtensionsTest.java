package org.pawn.pidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.DeviceState;
import org.pawn.presence.DeviceTimeline;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;
import org.pawn.vocabulary.Capability;
import org.pawn.vocabulary.RpidMeaning;
import org.pawn.vocabulary.Vocabulary;

/** What other documents put into PIDF, read: RFC 4480's other elements, RFC 4481, RFC 4482, RFC 5196. */
final class PidfExtensionsTest {
    private static final Moment NOON = new Moment(Instant.parse("2030-03-04T12:00:00Z"), 1_000_000_000_000L);

    private static PidfDocument example(String file) {
        return PidfReader.read(PidfReaderTest.file("good/" + file));
    }

    private static PidfDocument document(String tuples, String person) {
        String xml =
                "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                        + " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" xmlns:caps=\"urn:ietf:params:xml:ns:pidf:caps\""
                        + " xmlns:ts=\"urn:ietf:params:xml:ns:pidf:timed-status\" xmlns:lt=\"urn:ietf:params:xml:ns:location-type\""
                        + " entity=\"sip:alice@example.com\">" + tuples + "<dm:person id=\"p\">" + person
                        + "</dm:person></presence>";
        return PidfReader.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String tuple(String basic, String extensions) {
        return "<tuple id=\"t\"><status><basic>" + basic + "</basic></status>" + extensions + "</tuple>";
    }

    private static DeviceState at(PidfDocument document, String instant) {
        Instant wall = Instant.parse(instant);
        return PresencePidf.state(document, new Moment(wall, NOON.nanosAt(wall)));
    }

    @Nested
    final class GivenTimedStatus {
        @Test
        void aStatusAsInTheExampleOfRfc4481HoldsFromItsBeginningUntilBeforeItsEnd() {
            PidfDocument document = example("rfc4481-closed-for-a-week.xml");

            assertThat(document.tuples().get(0).extensions().timed())
                    .containsExactly(new TimedStatus(
                            Instant.parse("2006-11-05T01:00:00Z"),
                            Optional.of(Instant.parse("2006-11-13T01:00:00Z")),
                            Optional.of(false),
                            List.of()));
            assertThat(at(document, "2006-11-05T00:59:59Z").availability()).isEqualTo(Availability.AVAILABLE);
            assertThat(at(document, "2006-11-05T01:00:00Z").availability()).isEqualTo(Availability.OFFLINE);
            assertThat(at(document, "2006-11-13T00:59:59Z").availability()).isEqualTo(Availability.OFFLINE);
            assertThat(at(document, "2006-11-13T01:00:00Z").availability()).isEqualTo(Availability.AVAILABLE);
        }

        @Test
        void aTimelineHasAChangeAtEachInstantThatIsStillToCome() {
            PidfDocument document = document(
                    tuple(
                            "open",
                            "<ts:timed-status from=\"2030-03-04T13:00:00Z\" until=\"2030-03-04T14:00:00Z\">"
                                    + "<rpid:activities><rpid:meeting/></rpid:activities></ts:timed-status>"
                                    + "<ts:timed-status from=\"2030-03-04T10:00:00Z\" until=\"2030-03-04T11:00:00Z\">"
                                    + "<ts:basic>closed</ts:basic></ts:timed-status>"),
                    "");

            DeviceTimeline timeline = PresencePidf.timeline(document, NOON);

            assertThat(timeline.present().availability()).isEqualTo(Availability.AVAILABLE);
            assertThat(timeline.changes())
                    .extracting(DeviceTimeline.Change::at)
                    .containsExactly(Instant.parse("2030-03-04T13:00:00Z"), Instant.parse("2030-03-04T14:00:00Z"));
            assertThat(timeline.changes().get(0).state().availability()).isEqualTo(Availability.BUSY);
            assertThat(timeline.changes().get(0).state().activities())
                    .containsExactly(Activity.of(Activity.Kind.IN_A_MEETING));
            assertThat(timeline.changes().get(1).state()).isEqualTo(timeline.present());
        }

        @Test
        void theRangeOfActivitiesIsATimeToo() {
            PidfDocument document = document(
                    tuple("open", ""),
                    "<rpid:activities from=\"2030-03-04T11:00:00Z\" until=\"2030-03-04T13:00:00Z\"><rpid:away/>"
                            + "</rpid:activities>");

            DeviceTimeline timeline = PresencePidf.timeline(document, NOON);

            assertThat(timeline.present().availability()).isEqualTo(Availability.AWAY);
            assertThat(timeline.changes())
                    .extracting(change -> change.state().availability())
                    .containsExactly(Availability.AVAILABLE);
        }

        @Test
        void whatADeviceReportsOfItsUserIsOfTheMomentOfPublishingThroughout() {
            PidfDocument document = document(
                    tuple("open", "<ts:timed-status from=\"2030-03-04T13:00:00Z\"/>"),
                    "<rpid:user-input>active</rpid:user-input>");

            DeviceTimeline timeline = PresencePidf.timeline(document, NOON);

            assertThat(timeline.changes())
                    .extracting(change -> change.state().lastActive())
                    .containsExactly(Optional.of(NOON));
        }

        @ParameterizedTest
        @CsvSource({
            "''",
            "from=\"soon\"",
            "until=\"2030-03-04T13:00:00Z\"",
            "from=\"2030-03-04T13:00:00Z\" until=\"2030-03-04T13:00:00Z\"",
            "from=\"2030-03-04T13:00:00\""
        })
        void whatIsNoTimeIsLeftOutAndTheRestIsRead(String attributes) {
            PidfDocument document = document(
                    tuple("open", "<ts:timed-status " + attributes + "><ts:basic>closed</ts:basic></ts:timed-status>"),
                    "<rpid:activities><rpid:busy/></rpid:activities>");

            DeviceTimeline timeline = PresencePidf.timeline(document, NOON);

            assertThat(timeline.present().availability()).isEqualTo(Availability.BUSY);
            assertThat(timeline.changes()).isEmpty();
        }

        @Test
        void moreTimesThanATupleCanHaveAreRefused() {
            String times = "<ts:timed-status from=\"2030-03-04T13:00:00Z\"/>".repeat(17);

            assertThatThrownBy(() -> document(tuple("open", times), "")).isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Nested
    final class GivenContactInformation {
        @Test
        void theExampleOfRfc4482IsReadAndSaysNothingOfThePresence() {
            PidfDocument document = example("rfc4482-section-4.xml");

            assertThat(document.person().flatMap(PidfPerson::card))
                    .contains(new ContactCard(
                            Optional.of("http://example.com/~someone/card.vcd"),
                            Optional.empty(),
                            Optional.of("http://example.com/~someone"),
                            Optional.of("http://example.com/~someone/icon.gif"),
                            Optional.of("http://example.com/~someone/gml-map.xml"),
                            Optional.of("http://example.com/~someone/whoosh.wav")));
            assertThat(document.tuples().get(1).extensions().card().flatMap(ContactCard::homepage))
                    .contains("http://example.com/~assistant");
            assertThat(PresencePidf.state(document, NOON))
                    .isEqualTo(new DeviceState(
                            Availability.AVAILABLE,
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("im:someone@mobile.example.net"),
                            Optional.empty(),
                            List.of(),
                            800,
                            Optional.empty()));
        }
    }

    @Nested
    final class GivenCapabilities {
        @Test
        void everyElementThatTheTableHasIsReadAndTheOthersAreSkipped() {
            ServiceCapabilities read = example("rfc5196-capabilities.xml")
                    .tuples()
                    .get(0)
                    .extensions()
                    .capabilities()
                    .orElseThrow();

            assertThat(read.flags())
                    .containsExactly(
                            new ServiceCapabilities.Flag("audio", true),
                            new ServiceCapabilities.Flag("automata", false),
                            new ServiceCapabilities.Flag("control", true),
                            new ServiceCapabilities.Flag("isfocus", false),
                            new ServiceCapabilities.Flag("text", true),
                            new ServiceCapabilities.Flag("video", false));
            assertThat(read.sets())
                    .contains(
                            new ServiceCapabilities.Listed("actor", List.of("principal"), List.of("attendant")),
                            new ServiceCapabilities.Listed("methods", List.of("INVITE", "MESSAGE"), List.of("REFER")),
                            new ServiceCapabilities.Listed("languages", List.of("en", "de-CH"), List.of()),
                            new ServiceCapabilities.Listed("schemes", List.of("sip", "tel"), List.of()))
                    .extracting(ServiceCapabilities.Listed::name)
                    .containsExactly(
                            "actor",
                            "class",
                            "duplex",
                            "event-packages",
                            "extensions",
                            "methods",
                            "languages",
                            "schemes");
        }

        @Test
        void whatTheDeviceCanIsNamedAsWeNameIt() {
            assertThat(PresencePidf.state(example("rfc5196-capabilities.xml"), NOON)
                            .capabilities())
                    .containsExactly("audio", "message", "text");
        }

        @Test
        void wordsThatAreNotSupportedOrMakeNoSenseSayNothing() {
            PidfDocument document = document(
                    tuple(
                            "open",
                            "<caps:servcaps><caps:audio>perhaps</caps:audio><caps:methods><caps:notsupported>"
                                    + "<caps:MESSAGE/></caps:notsupported></caps:methods></caps:servcaps>"),
                    "");

            assertThat(PresencePidf.state(document, NOON).capabilities()).isEmpty();
        }

        static Stream<Capability> capabilities() {
            return Vocabulary.capabilities().stream();
        }

        @ParameterizedTest
        @MethodSource("capabilities")
        void eachRowOfTheTableMeansWhatItsNameSays(Capability row) {
            String[] path = row.caps().split("/");
            String content = switch (row.form()) {
                case FLAG -> "true";
                case SET -> "<caps:supported/>";
                case WORD -> "<caps:supported><caps:" + path[path.length - 1] + "/></caps:supported>";
            };
            String element =
                    "<caps:servcaps><caps:" + path[0] + ">" + content + "</caps:" + path[0] + "></caps:servcaps>";

            DeviceState state = PresencePidf.state(document(tuple("open", element), ""), NOON);

            assertThat(state.capabilities()).isEqualTo(row.capability().stream().toList());
        }
    }

    @Nested
    final class GivenRpidsOtherElements {
        @Test
        void thoseOfTheExampleOfRfc4480AreRead() {
            PidfDocument document = example("rfc4480-section-5.xml");

            assertThat(document.person().orElseThrow().rpid())
                    .extracting(RpidElement::name)
                    .containsExactly(
                            "class",
                            "mood",
                            "place-is",
                            "place-type",
                            "privacy",
                            "sphere",
                            "status-icon",
                            "time-offset");
            assertThat(document.person().orElseThrow().rpid().get(1).words())
                    .containsExactly(
                            new RpidElement.Word("angry", "", Optional.empty()),
                            new RpidElement.Word("other", "brooding", Optional.empty()));
            assertThat(document.person().orElseThrow().rpid().get(2).words())
                    .containsExactly(new RpidElement.Word("audio", "", Optional.of("noisy")));
            assertThat(document.person().orElseThrow().rpid().get(5).text()).isEqualTo("bowling league");
            assertThat(document.tuples().get(1).extensions().rpid())
                    .containsExactly(new RpidElement(
                            "relationship",
                            List.of(new RpidElement.Word("assistant", "", Optional.empty())),
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }

        @Test
        void theTypeOfPlaceIsWhereThePersonWorks() {
            assertThat(PresencePidf.state(example("rfc4480-section-5.xml"), NOON)
                            .place())
                    .contains("residence");
        }

        @ParameterizedTest
        @CsvSource({
            "<lt:bus-station/>, bus station",
            "<rpid:other>Client's office</rpid:other>, Client's office",
            "<lt:office/><lt:cafe/>, office",
            "<rpid:unknown/>, ",
            "'', "
        })
        void aPlaceIsItsFirstWordThatSaysSomething(String words, String place) {
            PidfDocument document =
                    document("", "<rpid:place-type><rpid:note>n</rpid:note>" + words + "</rpid:place-type>");

            assertThat(PresencePidf.state(document, NOON).place()).isEqualTo(Optional.ofNullable(place));
        }

        @Test
        void aPlaceWithATimeHoldsOnlyThen() {
            PidfDocument document = document(
                    tuple("open", ""),
                    "<rpid:place-type from=\"2030-03-04T13:00:00Z\" until=\"2030-03-04T14:00:00Z\"><lt:office/>"
                            + "</rpid:place-type>");

            DeviceTimeline timeline = PresencePidf.timeline(document, NOON);

            assertThat(timeline.present().place()).isEmpty();
            assertThat(timeline.changes())
                    .extracting(change -> change.state().place())
                    .containsExactly(Optional.of("office"), Optional.empty());
        }

        static Stream<RpidMeaning> elements() {
            return Vocabulary.rpidElements().stream();
        }

        /** Each row of the table, but for the place, which has its own tests. */
        @ParameterizedTest
        @MethodSource("elements")
        void eachRowOfTheTableChangesNothingOfThePresenceUnlessItSaysSo(RpidMeaning row) {
            String element = "<rpid:" + row.element() + "><rpid:unknown/></rpid:" + row.element() + ">";

            DeviceState state = PresencePidf.state(
                    document(
                            tuple("open", row.of().contains("tuple") ? element : ""),
                            row.of().contains("person") ? element : ""),
                    NOON);

            assertThat(state).isEqualTo(DeviceState.of(Availability.AVAILABLE));
        }

        @ParameterizedTest
        @CsvSource({
            "relationship, self, true",
            "relationship, unknown, true",
            "relationship, assistant, false",
            "relationship, supervisor, false",
            "service-class, electronic, true",
            "service-class, postal, false",
            "service-class, in-person, false",
            "service-class, courier, false"
        })
        void aTupleThatIsNotThePersonsOwnSaysNothingOfThem(String element, String word, boolean own) {
            String foreign = "<tuple id=\"f\"><status><basic>closed</basic></status><rpid:" + element + "><rpid:" + word
                    + "/></rpid:" + element + "><rpid:activities><rpid:meeting/></rpid:activities>"
                    + "<contact>sip:assistant@example.com</contact><note>theirs</note></tuple>";

            DeviceState alone = PresencePidf.state(document(foreign, ""), NOON);
            DeviceState beside = PresencePidf.state(document(tuple("open", "") + foreign, ""), NOON);

            assertThat(alone.availability()).isEqualTo(own ? Availability.OFFLINE : Availability.UNKNOWN);
            assertThat(beside.availability()).isEqualTo(own ? Availability.BUSY : Availability.AVAILABLE);
            assertThat(beside.note().isPresent()).isEqualTo(own);
        }
    }

    @Test
    void unknownElementsAnywhereLoseNothingOfTheRest() {
        String unknown = "<x:new xmlns:x=\"urn:x\" a=\"1\"><x:basic>closed</x:basic><status/></x:new>";
        PidfDocument document = document(
                tuple(
                        "open",
                        unknown + "<caps:servcaps>" + unknown + "<caps:audio>true</caps:audio></caps:servcaps>"
                                + unknown
                                + "<ts:timed-status from=\"2030-03-04T13:00:00Z\">" + unknown
                                + "<ts:basic>closed</ts:basic></ts:timed-status>"),
                unknown + "<rpid:place-type><lt:office/></rpid:place-type>" + unknown
                        + "<rpid:activities><rpid:busy/></rpid:activities>");

        DeviceTimeline timeline = PresencePidf.timeline(document, NOON);

        assertThat(timeline.present().availability()).isEqualTo(Availability.BUSY);
        assertThat(timeline.present().capabilities()).containsExactly("audio");
        assertThat(timeline.present().place()).contains("office");
        assertThat(timeline.changes()).hasSize(1);
    }
}
