package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
        Sources sources = new Sources(records, byHand, calendar, NINE.nanos(), false);
        Composition composition = new Composer(CompositionPolicy.DEFAULT).compose(ALICE, sources, NINE);
        return new ExplanationSentence(Explanation.of(composition, sources, NINE), ZoneId.of("Europe/Berlin"));
    }

    private void desk() {
        records.add(PresenceRecord.of(
                Source.DEVICE, "desk", Availability.AVAILABLE, NINE, NINE.deadline(Duration.ofHours(8))));
    }

    private void meetingUntilHalfPast() {
        calendar = new CalendarState(
                Schedule.UNKNOWN,
                List.of(PresenceRecord.of(
                                Source.CALENDAR, "e1", Availability.BUSY, NINE, NINE.deadline(Duration.ofMinutes(30)))
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
                .isEqualTo("Shows Busy (InAMeeting) because an event in the calendar counts until 10:30.");
    }

    @Test
    void aCallIsNamedWithoutAnEndThatNobodyKnowsAndChoosingAvailableIsNoWayOut() {
        desk();
        records.add(PresenceRecord.of(Source.CALL, "c1", Availability.BUSY, NINE, NINE.deadline(Duration.ofMinutes(10)))
                .withActivities(List.of(Activity.of(Activity.Kind.IN_A_CALL))));

        assertThat(sentence().text()).isEqualTo("Shows Busy (InACall) because a call counts.");
        assertThat(sentence().changes()).contains("The end of the call.").noneMatch(one -> one.contains("by hand"));
    }

    @Test
    void whatIsSetByHandIsNamed() {
        desk();
        byHand(Availability.DO_NOT_DISTURB);

        assertThat(sentence().text()).isEqualTo("Shows DoNotDisturb because it was set by hand until 11:00.");
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
}
