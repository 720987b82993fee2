package org.pawn.pidf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;
import org.pawn.presence.Tuple;
import org.pawn.vocabulary.Foretold;
import org.pawn.vocabulary.Vocabulary;

/** What the directory, the calendar and the devices add to a document, written: golden text, and read again. */
final class PidfForViewersTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    private static final Instant NOON = Instant.parse("2030-03-04T12:00:00Z");
    private static final Instant TWO = Instant.parse("2030-03-04T14:00:00Z");
    private static final Instant THREE = Instant.parse("2030-03-04T15:00:00Z");

    private static PresenceDocument seen(Schedule schedule, Optional<String> place, List<Tuple> tuples) {
        return new PresenceDocument(
                ALICE,
                Availability.AVAILABLE,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                schedule,
                place,
                Optional.empty(),
                tuples,
                Optional.empty(),
                false);
    }

    private static PersonFacts facts(String zone, Instant now) {
        return new PersonFacts(Optional.of("Alice & Co"), Optional.of(ZoneId.of(zone)), now);
    }

    private static String xml(PresenceDocument seen, PersonFacts facts) {
        return new String(PidfWriter.write(PresencePidf.document(seen, true, facts)), StandardCharsets.UTF_8);
    }

    private static List<TimedStatus> foretold(Schedule schedule) {
        return PresencePidf.document(seen(schedule, Optional.empty(), List.of()), true)
                .tuples()
                .get(0)
                .extensions()
                .timed();
    }

    @Test
    void everythingTogetherIsThisText() {
        Tuple desk = new Tuple(
                "desk",
                Availability.AVAILABLE,
                Optional.empty(),
                Optional.of("sip:alice@192.0.2.1"),
                Optional.of("desktop"),
                List.of("message", "audio", "carrier pigeon"),
                Optional.empty(),
                0);
        Schedule schedule = new Schedule(
                Schedule.State.TENTATIVE, Optional.of(TWO), Optional.of(THREE), Optional.of(Schedule.State.BUSY));

        String xml = xml(seen(schedule, Optional.of("Home office 7"), List.of(desk)), facts("Europe/Berlin", NOON));

        assertThat(xml).isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <presence xmlns="urn:ietf:params:xml:ns:pidf"\
                         xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"\
                         xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid"\
                         xmlns:ts="urn:ietf:params:xml:ns:pidf:timed-status"\
                         xmlns:c="urn:ietf:params:xml:ns:pidf:cipid"\
                         xmlns:caps="urn:ietf:params:xml:ns:pidf:caps" entity="sip:alice@example.com">
                        <tuple id="t2efe99"><status><basic>open</basic></status>\
                        <caps:servcaps><caps:audio>true</caps:audio><caps:message>true</caps:message></caps:servcaps>\
                        <ts:timed-status from="2030-03-04T14:00:00Z" until="2030-03-04T15:00:00Z">\
                        <ts:basic>open</ts:basic><activities xmlns="urn:ietf:params:xml:ns:pidf:rpid"><busy/></activities>\
                        </ts:timed-status>\
                        <ts:timed-status from="2030-03-04T15:00:00Z"><ts:basic>open</ts:basic></ts:timed-status>\
                        <contact>sip:alice@192.0.2.1</contact></tuple>
                        <dm:person id="p"><rpid:place-type><rpid:other>Home office 7</rpid:other></rpid:place-type>\
                        <rpid:time-offset until="2030-03-31T01:00:00Z" description="Europe/Berlin">60</rpid:time-offset>\
                        <c:display-name>Alice &amp; Co</c:display-name></dm:person>
                        </presence>
                        """);
        assertThat(PidfReader.read(xml.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(PresencePidf.document(
                        seen(schedule, Optional.of("Home office 7"), List.of(desk)),
                        true,
                        facts("Europe/Berlin", NOON)));
    }

    @Test
    void withoutAnyOfItNothingIsAdded() {
        assertThat(xml(seen(Schedule.UNKNOWN, Optional.empty(), List.of()), PersonFacts.NONE))
                .doesNotContain("xmlns:ts", "xmlns:c", "xmlns:caps", "dm:person ");
    }

    /** baresip shows busy wherever it finds this text. */
    @Test
    void whatIsToComeIsNotTakenForWhatIsByPhonesThatSearchTheText() {
        Schedule schedule = new Schedule(
                Schedule.State.FREE, Optional.of(TWO), Optional.of(NOON), Optional.of(Schedule.State.BUSY));

        assertThat(xml(seen(schedule, Optional.empty(), List.of()), PersonFacts.NONE))
                .contains("<busy/>")
                .doesNotContain("<rpid:busy");
    }

    static Stream<Foretold> foretoldStates() {
        return Vocabulary.foretold().stream();
    }

    @ParameterizedTest
    @MethodSource("foretoldStates")
    void eachRowOfTheTableIsWhatIsForetold(Foretold row) {
        Schedule schedule =
                new Schedule(Schedule.State.TENTATIVE, Optional.of(TWO), Optional.empty(), Optional.of(row.state()));

        assertThat(foretold(schedule))
                .containsExactly(new TimedStatus(
                        TWO,
                        Optional.empty(),
                        Optional.of(row.open()),
                        row.rpid().stream().map(RpidVocabulary::written).toList()));
    }

    @Test
    void whatIsNotKnownIsNotForetold() {
        assertThat(foretold(Schedule.UNKNOWN)).isEmpty();
        assertThat(foretold(new Schedule(Schedule.State.FREE, Optional.empty(), Optional.of(NOON))))
                .isEmpty();
        assertThat(foretold(new Schedule(
                        Schedule.State.BUSY, Optional.of(TWO), Optional.empty(), Optional.of(Schedule.State.UNKNOWN))))
                .isEmpty();
    }

    @Test
    void whoIsBusyIsForetoldFreeOnceAndOnlyFromTheUsableGap() {
        Schedule atOnce =
                new Schedule(Schedule.State.BUSY, Optional.of(TWO), Optional.of(TWO), Optional.of(Schedule.State.FREE));
        Schedule later = new Schedule(
                Schedule.State.BUSY, Optional.of(TWO), Optional.of(THREE), Optional.of(Schedule.State.FREE));

        assertThat(foretold(atOnce)).extracting(TimedStatus::from).containsExactly(TWO);
        assertThat(foretold(later)).extracting(TimedStatus::from).containsExactly(TWO, THREE);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2030-03-04T12:00:00Z, 60, 2030-03-31T01:00:00Z",
        "Europe/Berlin, 2030-03-31T01:00:00Z, 120, 2030-10-27T01:00:00Z",
        "America/St_Johns, 2030-03-04T12:00:00Z, -210, 2030-03-10T05:30:00Z",
        "Asia/Kolkata, 2030-03-04T12:00:00Z, 330, "
    })
    void theOffsetIsOfThatMomentUntilTheClocksChange(String zone, Instant now, String minutes, Instant until) {
        RpidElement offset = facts(zone, now).offset().orElseThrow();

        assertThat(offset.text()).isEqualTo(minutes);
        assertThat(offset.until()).isEqualTo(Optional.ofNullable(until));
        assertThat(offset.description()).contains(zone);
    }

    @Test
    void aDocumentIsGoodUntilTheClocksChangeOrTheNameDoes() {
        PersonFacts march = facts("Europe/Berlin", NOON);

        assertThat(march.saysTheSameAs(facts("Europe/Berlin", TWO))).isTrue();
        assertThat(march.saysTheSameAs(facts("Europe/Berlin", Instant.parse("2030-03-31T01:00:00Z"))))
                .isFalse();
        assertThat(march.saysTheSameAs(new PersonFacts(Optional.of("Alice"), march.timeZone(), NOON)))
                .isFalse();
    }
}
