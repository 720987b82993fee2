package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;

/** Publications of the {@code dialog} event: what they make of Alice, who sits at her desk. */
final class CallPublicationTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final Lanes lanes = new Lanes(1);
    private final InMemoryPublicationStore publications = new InMemoryPublicationStore();
    private PresenceService presence = service();

    private PresenceService service() {
        PresenceService service = new PresenceService(
                lanes, time, time, publications, new InMemoryManualStateStore(), new SecureRandom());
        service.start();
        return service;
    }

    @BeforeEach
    void atTheDesk() {
        presence.put(
                        ALICE,
                        PresenceRecord.of(
                                Source.DEVICE,
                                "desk",
                                Availability.AVAILABLE,
                                time.moment(),
                                time.moment().deadline(Duration.ofDays(2))))
                .join();
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
    }

    private static Call call(String id, Call.Phase phase) {
        return new Call(id, Call.Role.CALLEE, phase, false);
    }

    private static PublishedCalls full(long version, Call... calls) {
        return new PublishedCalls(version, true, List.of(calls));
    }

    private static PublishedCalls partial(long version, Call... calls) {
        return new PublishedCalls(version, false, List.of(calls));
    }

    private EntityTag publish(Optional<EntityTag> ifMatch, Optional<PublishedState> body, Duration life, String flow) {
        return presence.publish(new Publish(ALICE, Source.CALL, ifMatch, body, life, Optional.of(flow)))
                .join()
                .tag();
    }

    private EntityTag publish(PublishedCalls said) {
        return publish(Optional.empty(), Optional.of(said), TEN_MINUTES, "tcp/1");
    }

    private EntityTag modify(EntityTag tag, PublishedCalls said) {
        return publish(Optional.of(tag), Optional.of(said), TEN_MINUTES, "tcp/1");
    }

    private EntityTag refresh(EntityTag tag, Duration life) {
        return publish(Optional.of(tag), Optional.empty(), life, "tcp/1");
    }

    private PresenceDocument shown() {
        lanes.run(ALICE, () -> null).join(); // what was handed in before has run
        return presence.current(ALICE);
    }

    private void assertInACall() {
        assertThat(shown().availability()).isEqualTo(Availability.BUSY);
        assertThat(shown().activities()).containsExactly(Activity.of(Activity.Kind.IN_A_CALL));
    }

    private void assertInNoCall() {
        assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(shown().activities()).isEmpty();
    }

    /** Records of calls; there is no one else to ask for them than the explanation. */
    private long callRecords() {
        return presence.explain(ALICE).join().voices().stream()
                .filter(voice -> voice.source() == Source.CALL)
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "CALLEE, BEGUN, AVAILABLE",
        "CALLEE, RINGING, AVAILABLE",
        "CALLEE, CONFIRMED, BUSY",
        "CALLER, BEGUN, AVAILABLE",
        "CALLER, RINGING, BUSY",
        "CALLER, CONFIRMED, BUSY",
        "UNKNOWN, BEGUN, AVAILABLE",
        "UNKNOWN, RINGING, AVAILABLE",
        "UNKNOWN, CONFIRMED, BUSY",
        "CALLER, ENDED, AVAILABLE"
    })
    void aCallCountsOnceAnsweredAndWhoCallsIsInItFromTheFirstRinging(
            Call.Role role, Call.Phase phase, Availability shows) {
        publish(full(1, new Call("d1", role, phase, false)));

        assertThat(shown().availability()).isEqualTo(shows);
    }

    @Test
    void aCallWithAMixerIsAConferenceCall() {
        publish(full(1, new Call("d1", Call.Role.CALLER, Call.Phase.CONFIRMED, true)));

        assertThat(shown().activities()).containsExactly(Activity.of(Activity.Kind.IN_A_CONFERENCE_CALL));
    }

    @Test
    void aFullBodyEndsTheCallsThatItDoesNotName() {
        EntityTag tag = publish(full(5, call("d1", Call.Phase.CONFIRMED)));

        modify(tag, full(6, call("d2", Call.Phase.RINGING)));

        assertInNoCall();
    }

    @Test
    void aPartialBodyLeavesTheCallsThatItDoesNotName() {
        EntityTag tag = publish(full(5, call("d1", Call.Phase.CONFIRMED)));

        EntityTag second = modify(tag, partial(6, call("d2", Call.Phase.CONFIRMED)));
        EntityTag third = modify(second, partial(7, call("d1", Call.Phase.ENDED)));

        assertInACall();
        modify(third, partial(8, call("d2", Call.Phase.ENDED)));
        assertInNoCall();
    }

    @Test
    void aPartialBodyMayBeTheFirstAndMaySkipVersions() {
        EntityTag tag = publish(partial(0, call("d1", Call.Phase.CONFIRMED)));

        modify(tag, partial(9, call("d2", Call.Phase.RINGING)));

        assertInACall();
    }

    @Test
    void anAgentThatCountsAnewIsBelievedWithAFullBody() {
        EntityTag tag = publish(full(40, call("d1", Call.Phase.CONFIRMED)));

        modify(tag, full(0));

        assertInNoCall();
    }

    @Test
    void aPartialBodyThatIsOlderThanWhatIsKnownIsRefusedAndEndsThePublication() {
        EntityTag tag = publish(full(5, call("d1", Call.Phase.CONFIRMED)));

        assertThatThrownBy(() -> modify(tag, partial(5, call("d2", Call.Phase.CONFIRMED))))
                .hasCauseInstanceOf(Refusal.StaleEntityTag.class);

        assertInNoCall();
        assertThatThrownBy(() -> refresh(tag, TEN_MINUTES)).hasCauseInstanceOf(Refusal.StaleEntityTag.class);
    }

    @Test
    void aRefreshKeepsTheCallAndTheTagOfAnotherEventIsWorthNothing() {
        EntityTag tag = publish(full(1, call("d1", Call.Phase.CONFIRMED)));
        time.advance(Duration.ofMinutes(9));

        EntityTag second = refresh(tag, TEN_MINUTES);
        time.advance(Duration.ofMinutes(9));

        assertInACall();
        assertThatThrownBy(() -> presence.publish(new Publish(
                                ALICE,
                                Source.DEVICE,
                                Optional.of(second),
                                Optional.empty(),
                                TEN_MINUTES,
                                Optional.empty()))
                        .join())
                .hasCauseInstanceOf(Refusal.StaleEntityTag.class);
    }

    @Test
    void aPublicationWithoutCallsLivesAndCanBeModified() {
        EntityTag tag = refresh(publish(full(0)), TEN_MINUTES);

        modify(tag, partial(1, call("d1", Call.Phase.CONFIRMED)));

        assertInACall();
    }

    @Test
    void theCallEndsWithThePublication() {
        EntityTag tag = publish(full(1, call("d1", Call.Phase.CONFIRMED)));
        refresh(tag, Duration.ZERO);
        assertInNoCall();

        publish(full(1, call("d1", Call.Phase.CONFIRMED)));
        time.advance(TEN_MINUTES);
        assertInNoCall();
    }

    @Test
    void theCallEndsAfterTheGraceOnceItsFlowIsLostAndIsSavedByARefreshOverAnother() {
        EntityTag tag = publish(full(1, call("d1", Call.Phase.CONFIRMED)));
        presence.flowLost(ALICE, "tcp/1").join();
        time.advance(PresenceService.FLOW_GRACE.minusSeconds(1));
        publish(Optional.of(tag), Optional.empty(), TEN_MINUTES, "tcp/2");
        time.advance(Duration.ofMinutes(1));
        assertInACall();

        presence.flowLost(ALICE, "tcp/2").join();
        time.advance(PresenceService.FLOW_GRACE);
        assertInNoCall();
    }

    @Test
    void aCallThatNobodyEndsIsBelievedForTwelveHoursHoweverOftenItIsSaidAgain() {
        EntityTag tag = publish(full(1, call("d1", Call.Phase.CONFIRMED)));
        for (int minutes = 9; minutes < 12 * 60; minutes += 9) {
            time.advance(Duration.ofMinutes(9));
            tag = modify(tag, full(minutes, call("d1", Call.Phase.CONFIRMED)));
        }
        assertInACall();

        time.advance(Duration.ofMinutes(9));
        modify(tag, full(12 * 60, call("d1", Call.Phase.CONFIRMED)));

        assertInNoCall();
    }

    @Test
    void twoPhonesTellOfTheirCallsSideBySide() {
        EntityTag desk = publish(full(1, call("d1", Call.Phase.CONFIRMED)));
        publish(full(1, call("d1", Call.Phase.CONFIRMED)));

        modify(desk, full(2));

        assertInACall();
        assertThat(callRecords()).isEqualTo(1);
    }

    @Test
    void moreCallsThanAPersonCanHaveAreRefusedAsAWholeAndWhatWasThereStays() {
        EntityTag tag = publish(full(1, call("d1", Call.Phase.CONFIRMED)));
        Call[] many = IntStream.range(0, 300)
                .mapToObj(i -> call("m" + i, Call.Phase.CONFIRMED))
                .toArray(Call[]::new);

        assertThatThrownBy(() -> modify(tag, full(2, many))).hasCauseInstanceOf(Refusal.LimitExceeded.class);

        assertInACall();
        assertThat(callRecords()).isEqualTo(1);
        refresh(tag, TEN_MINUTES);
    }

    @Test
    void aRestartForgetsNoCallAndAsksForFullStateBeforeItTakesPartialState() {
        EntityTag tag = publish(full(1, call("d1", Call.Phase.CONFIRMED), call("d2", Call.Phase.CONFIRMED)));
        presence.close();

        presence = service();
        assertThat(callRecords()).isEqualTo(2);
        EntityTag second = refresh(tag, TEN_MINUTES);
        assertThat(callRecords()).isEqualTo(2);

        assertThatThrownBy(() -> modify(second, partial(2, call("d1", Call.Phase.ENDED))))
                .hasCauseInstanceOf(Refusal.StaleEntityTag.class);
        assertThat(callRecords()).isZero();
        publish(full(2, call("d2", Call.Phase.CONFIRMED)));
        assertThat(callRecords()).isEqualTo(1);
    }

    @Test
    void aPersonWhoIsRemovedHasNoPublications() {
        EntityTag tag = publish(full(1));

        presence.forget(ALICE).join();

        assertThatThrownBy(() -> refresh(tag, TEN_MINUTES)).hasCauseInstanceOf(Refusal.StaleEntityTag.class);
    }
}
