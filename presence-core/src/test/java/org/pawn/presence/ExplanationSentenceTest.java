package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

final class ExplanationSentenceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Moment NINE = new Moment(Instant.parse("2030-03-04T09:00:00Z"), 1_000_000_000L);

    private final List<PresenceRecord> records = new ArrayList<>();
    private ByHand byHand = ByHand.NOTHING;
    private CalendarState calendar = CalendarState.UNKNOWN;

    private ExplanationSentence sentence() {
        return sentence(Locale.ENGLISH);
    }

    private ExplanationSentence sentence(Locale language) {
        Sources sources = new Sources(records, byHand, calendar, NINE.nanos(), false);
        Composition composition = new Composer(CompositionPolicy.DEFAULT).compose(ALICE, sources, NINE);
        return new ExplanationSentence(
                Explanation.of(composition, sources, NINE), ZoneId.of("Europe/Berlin"), language);
    }

    private void desk() {
        records.add(PresenceRecord.of(
                Source.DEVICE, "desk", Availability.AVAILABLE, NINE, NINE.deadline(Duration.ofHours(8))));
    }

    private void meetingUntilHalfPast() {
        calendar = calendar(NINE.deadline(Duration.ofMinutes(30)));
    }

    private static CalendarState calendar(long deadlineNanos) {
        return new CalendarState(
                Schedule.UNKNOWN,
                List.of(PresenceRecord.of(Source.CALENDAR, "e1", Availability.BUSY, NINE, deadlineNanos)
                        .withActivities(List.of(Activity.of(Activity.Kind.IN_A_MEETING)))),
                Optional.empty(),
                Optional.empty(),
                WorkingTime.UNKNOWN,
                List.of());
    }

    private void byHand(Availability availability) {
        byHand = ByHand.NOTHING.with(Optional.of(new ManualChoice(
                        availability,
                        List.of(),
                        Optional.empty(),
                        Optional.of(NINE.wall().plus(Duration.ofHours(1))),
                        false)
                .from(NINE.wall(), WorkingTime.UNKNOWN)));
    }

    @Test
    void nobodySignedIn() {
        assertThat(sentence().text()).isEqualTo("Shows Offline because no device is signed in.");
        assertThat(sentence().changes()).containsExactly("Signing in with a device.");
    }

    @Test
    void aMeetingIsNamedWithItsEndOnThePersonsOwnClock() {
        desk();
        meetingUntilHalfPast();

        assertThat(sentence().text())
                .isEqualTo("Shows Busy, in a meeting, because an event in the calendar counts until 10:30.");
    }

    @Test
    void aCallIsNamedWithoutAnEndThatNobodyKnowsAndChoosingAvailableIsNoWayOut() {
        desk();
        records.add(PresenceRecord.of(Source.CALL, "c1", Availability.BUSY, NINE, NINE.deadline(Duration.ofMinutes(10)))
                .withActivities(List.of(Activity.of(Activity.Kind.IN_A_CALL))));

        assertThat(sentence().text()).isEqualTo("Shows Busy, in a call, because a call counts.");
        assertThat(sentence().changes()).contains("The end of the call.").noneMatch(one -> one.contains("by hand"));
    }

    @Test
    void whatIsSetByHandIsNamed() {
        desk();
        byHand(Availability.DO_NOT_DISTURB);

        assertThat(sentence().text()).isEqualTo("Shows Do not disturb because it was set by hand until 11:00.");
    }

    @Test
    void whoAppearsOfflineReadsTheTruthAndWhatOthersSee() {
        desk();
        byHand(Availability.OFFLINE);

        assertThat(sentence().text())
                .isEqualTo("Shows Available because a device says Available;"
                        + " others see Offline, as set by hand until 11:00.");
    }

    @Test
    void whatDoesNotShowSaysWhy() {
        byHand(Availability.BUSY);

        assertThat(sentence().text())
                .isEqualTo("Shows Offline because no device is signed in;"
                        + " what was set by hand does not show, since no device is signed in.");
    }

    @Test
    void anEndThatCameBackAMillisecondEarlyIsNotAMinuteEarly() {
        desk();
        Moment early = new Moment(NINE.wall(), NINE.nanos() - 1_000_000);
        calendar = calendar(early.deadline(Duration.ofMinutes(30)));

        assertThat(sentence().text()).contains("until 10:30");
    }

    @Test
    void aGermanReadsGerman() {
        desk();
        meetingUntilHalfPast();

        assertThat(sentence(Locale.GERMANY).text())
                .isEqualTo("Zeigt Beschäftigt, in einer Besprechung, weil ein Termin im Kalender bis 10:30 zählt.");
        assertThat(sentence(Locale.GERMANY).changes())
                .contains("Das Ende dessen, was bis 10:30 läuft, oder „Verfügbar“ von Hand.");
    }

    @Test
    void aLanguageThatIsNotSpokenReadsEnglish() {
        assertThat(sentence(Locale.FRENCH).text()).isEqualTo("Shows Offline because no device is signed in.");
    }

    @Test
    void everyRuleAndStateHasItsWordsInEveryLanguage() {
        for (ExplanationWords words : List.of(new EnglishExplanation(), new GermanExplanation())) {
            for (Rule rule : Rule.values()) {
                assertThat(words.beside(rule, "x", "").map(String::isBlank)).isNotEqualTo(Optional.of(true));
                assertThat(words.change(rule, "").map(String::isBlank)).isNotEqualTo(Optional.of(true));
            }
            for (Availability availability : Availability.values()) {
                assertThat(words.state(availability)).isNotBlank();
            }
            for (Activity.Kind kind : Activity.Kind.values()) {
                assertThat(words.activity(kind).isEmpty()).isEqualTo(kind == Activity.Kind.CUSTOM);
            }
        }
        for (Rule rule : Rule.values()) {
            assertThat(new GermanExplanation().beside(rule, "x", "").isPresent())
                    .as("German says as much of %s as English", rule)
                    .isEqualTo(new EnglishExplanation().beside(rule, "x", "").isPresent());
            assertThat(new GermanExplanation().change(rule, "").isPresent())
                    .isEqualTo(new EnglishExplanation().change(rule, "").isPresent());
        }
    }
}
