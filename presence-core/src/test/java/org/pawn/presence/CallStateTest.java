package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.time.SettableTime;

/** What whoever carries calls tells of Alice, who sits at her desk. */
final class CallStateTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Optional<String> FLOW = Optional.of("tcp/1");

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final Lanes lanes = new Lanes(1);
    private final InMemoryPublicationStore publications = new InMemoryPublicationStore();
    private PresenceService presence = service();
    private CallState calls = new CallState(presence);

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

    private Availability shown() {
        lanes.run(ALICE, () -> null).join();
        return presence.current(ALICE).availability();
    }

    @Test
    void whoIsRungIsInNoCallUntilTheyAnswerAndNoLongerOnceItEnds() {
        calls.begin(ALICE, "call-1;a;b", Call.Role.CALLEE, FLOW).join();
        calls.ringing(ALICE, "call-1;a;b").join();
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);

        PresenceDocument answered =
                calls.confirmed(ALICE, "call-1;a;b", false, FLOW).join();
        assertThat(answered.availability()).isEqualTo(Availability.BUSY);
        assertThat(answered.activities()).containsExactly(Activity.of(Activity.Kind.IN_A_CALL));

        PresenceDocument over = calls.ended(ALICE, "call-1;a;b").join();
        assertThat(over.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(over.activities()).isEmpty();
    }

    @Test
    void whoCallsIsInTheCallFromTheFirstRinging() {
        calls.begin(ALICE, "c1", Call.Role.CALLER, FLOW).join();
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);

        calls.ringing(ALICE, "c1").join();
        assertThat(shown()).isEqualTo(Availability.BUSY);

        calls.ended(ALICE, "c1").join();
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void aConferenceShowsAsOneAndALateRingingTakesNothingBack() {
        calls.begin(ALICE, "c1", Call.Role.CALLEE, FLOW).join();
        calls.confirmed(ALICE, "c1", true, FLOW).join();

        PresenceDocument shown = calls.ringing(ALICE, "c1").join();

        assertThat(shown.activities()).containsExactly(Activity.of(Activity.Kind.IN_A_CONFERENCE_CALL));
    }

    @Test
    void ofTwoCallsTheOtherGoesOn() {
        calls.confirmed(ALICE, "c1", false, FLOW).join();
        calls.confirmed(ALICE, "c2", false, FLOW).join();

        calls.ended(ALICE, "c1").join();
        assertThat(shown()).isEqualTo(Availability.BUSY);

        calls.ended(ALICE, "c2").join();
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void whatIsNotKnownEndsAndRingsWithoutEffect() {
        calls.ended(ALICE, "nobody knows").join();
        calls.ringing(ALICE, "nobody knows").join();

        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void aCallIsForgottenAfterTwelveHours() {
        calls.confirmed(ALICE, "c1", false, FLOW).join();

        time.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(shown()).isEqualTo(Availability.BUSY);

        time.advance(Duration.ofSeconds(1));
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void aCallWhoseFlowIsLostEndsAfterTheGraceUnlessItIsHeardOfOverAnother() {
        calls.confirmed(ALICE, "c1", false, FLOW).join();
        calls.confirmed(ALICE, "c2", false, Optional.of("tcp/9")).join();
        presence.flowLost(ALICE, "tcp/1").join();
        calls.confirmed(ALICE, "c1", false, Optional.of("tcp/2")).join();
        calls.ended(ALICE, "c2").join();
        time.advance(Duration.ofMinutes(1));
        assertThat(shown()).isEqualTo(Availability.BUSY);

        presence.flowLost(ALICE, "tcp/2").join();
        time.advance(PresenceService.FLOW_GRACE);

        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void aRestartForgetsTheCallsThatItCarried() {
        calls.confirmed(ALICE, "c1", false, FLOW).join();
        presence.close();

        presence = service();
        calls = new CallState(presence);

        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
        calls.confirmed(ALICE, "c1", false, FLOW).join(); // a re-INVITE, say
        assertThat(shown()).isEqualTo(Availability.BUSY);
    }
}
