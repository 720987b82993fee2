package org.pawn.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.presence.Availability;
import org.pawn.presence.DeviceState;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Publish;
import org.pawn.presence.Source;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;

/** The rules of RFC 3261 section 10.3 and how registrations show in presence. */
final class RegistrationServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final String DESK = "sip:alice@192.0.2.1:5060";
    private static final String PHONE = "sip:alice@192.0.2.2:5060";

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final Lanes lanes = new Lanes(1);
    private final InMemoryBindingStore store = new InMemoryBindingStore();
    private PresenceService presence;
    private RegistrationService registrations;

    @BeforeEach
    void start() {
        presence = new PresenceService(
                lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
        presence.start();
        registrations = new RegistrationService(lanes, time, time, presence, store, 3);
        registrations.start();
    }

    @AfterEach
    void stop() {
        registrations.close();
        presence.close();
        lanes.close();
    }

    private List<Binding> register(String contact, Duration life, long cseq) {
        return registrations
                .register(new Register(
                        ALICE,
                        List.of(new Register.Contact(contact, Optional.empty(), Optional.empty(), 1000, life)),
                        false,
                        "call-" + contact,
                        cseq,
                        "udp-" + contact,
                        List.of(),
                        Optional.empty()))
                .join();
    }

    private Availability shown() {
        lanes.run(ALICE, () -> null).join();
        lanes.run(ALICE, () -> null).join(); // a registration hands its record to the same lane
        return presence.current(ALICE).availability();
    }

    @Test
    void aRegisteredDeviceMakesItsPersonAvailableAndItsRemovalOffline() {
        register(DESK, Duration.ofMinutes(10), 1);
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);

        register(DESK, Duration.ZERO, 2);

        assertThat(registrations.bindings(ALICE)).isEmpty();
        assertThat(shown()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void aDeviceIsPreferredAsItSays() {
        registrations
                .register(new Register(
                        ALICE,
                        List.of(new Register.Contact(
                                DESK, Optional.empty(), Optional.empty(), 300, Duration.ofMinutes(10))),
                        false,
                        "call",
                        1,
                        "udp-desk",
                        List.of(),
                        Optional.empty()))
                .join();

        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
        assertThat(presence.current(ALICE).tuples())
                .singleElement()
                .satisfies(device -> assertThat(device.q()).isEqualTo(300));
    }

    @Test
    void aBindingIsGoneAtTheInstantItExpires() {
        register(DESK, Duration.ofMinutes(10), 1);
        time.advance(Duration.ofMinutes(10).minusNanos(1));
        assertThat(registrations.bindings(ALICE)).hasSize(1);

        time.advance(Duration.ofNanos(1));

        assertThat(registrations.bindings(ALICE)).isEmpty();
        assertThat(shown()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void anOlderRequestOfTheSameCallIsRefusedAndChangesNothing() {
        register(DESK, Duration.ofMinutes(10), 7);

        assertThatThrownBy(() -> register(DESK, Duration.ZERO, 7)).hasCauseInstanceOf(Refusal.OutOfOrder.class);

        assertThat(registrations.bindings(ALICE)).hasSize(1);
    }

    @Test
    void moreDevicesThanAllowedAreRefusedAndNothingChanges() {
        register(DESK, Duration.ofMinutes(10), 1);
        register(PHONE, Duration.ofMinutes(10), 1);
        register("sip:alice@192.0.2.3", Duration.ofMinutes(10), 1);

        assertThatThrownBy(() -> register("sip:alice@192.0.2.4", Duration.ofMinutes(10), 1))
                .hasCauseInstanceOf(Refusal.LimitExceeded.class);

        assertThat(registrations.bindings(ALICE)).hasSize(3);
    }

    @Test
    void aDeviceWithTheSameInstanceReplacesItsOldContact() {
        for (String contact : List.of(DESK, PHONE)) {
            registrations
                    .register(new Register(
                            ALICE,
                            List.of(new Register.Contact(
                                    contact, Optional.of("urn:uuid:1"), Optional.empty(), 500, Duration.ofMinutes(10))),
                            false,
                            "call-" + contact,
                            1,
                            "tcp-1",
                            List.of(),
                            Optional.empty()))
                    .join();
        }

        assertThat(registrations.bindings(ALICE)).extracting(Binding::contact).containsExactly(PHONE);
    }

    private List<Binding> registerFlow(int number, String flow, long cseq) {
        return registrations
                .register(new Register(
                        ALICE,
                        List.of(new Register.Contact(
                                DESK, Optional.of("<urn:uuid:1>"), Optional.of(number), 1000, Duration.ofMinutes(10))),
                        false,
                        "call-1",
                        cseq,
                        flow,
                        List.of(),
                        Optional.empty()))
                .join();
    }

    /** RFC 5626 sections 6 and 7. */
    @Test
    void aDeviceHasSeveralNumberedFlowsOfWhichTheLastIsUsedAndEachIsReplacedByItsOwnNumber() {
        registerFlow(1, "tcp:192.0.2.1:1", 1);
        registerFlow(2, "tcp:192.0.2.1:2", 2);
        registerFlow(1, "tcp:192.0.2.1:3", 3);

        assertThat(registrations.bindings(ALICE))
                .extracting(Binding::flow)
                .containsExactly("tcp:192.0.2.1:2", "tcp:192.0.2.1:3");
        assertThat(registrations.devices(ALICE)).extracting(Binding::flow).containsExactly("tcp:192.0.2.1:3");

        registrations.flowLost(ALICE, "tcp:192.0.2.1:3").join();

        assertThat(registrations.devices(ALICE)).extracting(Binding::flow).containsExactly("tcp:192.0.2.1:2");
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void aRegistrationBeganWhenItsDeviceCameAndNotWhenItWasRefreshed() {
        Instant begun = register(DESK, Duration.ofMinutes(10), 1).get(0).begunAt();
        time.advance(Duration.ofMinutes(9));
        assertThat(register(DESK, Duration.ofMinutes(10), 2).get(0).begunAt()).isEqualTo(begun);

        register(DESK, Duration.ZERO, 3);

        assertThat(register(DESK, Duration.ofMinutes(10), 4).get(0).begunAt())
                .isEqualTo(begun.plus(Duration.ofMinutes(9)));
    }

    @Test
    void theWildcardRemovesEverything() {
        register(DESK, Duration.ofMinutes(10), 1);
        register(PHONE, Duration.ofMinutes(10), 1);

        registrations
                .register(new Register(ALICE, List.of(), true, "another", 1, "udp", List.of(), Optional.empty()))
                .join();

        assertThat(registrations.bindings(ALICE)).isEmpty();
        assertThat(shown()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void whatADevicePublishedOutlivesItsLastBindingByTheGraceOnly() {
        register(DESK, Duration.ofMinutes(10), 1);
        presence.publish(new Publish(
                        ALICE,
                        Source.DEVICE,
                        Optional.empty(),
                        Optional.of(DeviceState.of(Availability.BUSY)),
                        Duration.ofHours(1),
                        Optional.of("udp-" + DESK)))
                .join();

        register(DESK, Duration.ZERO, 2);
        assertThat(shown()).isEqualTo(Availability.BUSY);
        time.advance(PresenceService.FLOW_GRACE);

        assertThat(shown()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void aRestartKeepsTheBindingsAndShowsNobodyOffline() {
        register(DESK, Duration.ofMinutes(10), 1);
        registrations.close();

        RegistrationService restarted = new RegistrationService(lanes, time, time, presence, store, 3);
        restarted.start();

        assertThat(restarted.bindings(ALICE)).hasSize(1);
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
        restarted.close();
    }

    @Test
    void aPhoneThatRefreshesAllTheTimeStaysAvailableToTheEndOfItsLastRefreshAndNotLonger() {
        for (int second = 0; second < 900; second++) {
            register(DESK, Duration.ofMinutes(10), second);
            time.advance(Duration.ofSeconds(1));
            assertThat(shown()).isEqualTo(Availability.AVAILABLE);
        }

        time.advance(Duration.ofMinutes(10).minusSeconds(2));
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
        time.advance(Duration.ofSeconds(1));

        assertThat(shown()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void whatARestartReadsOfSuchAPhoneDiesLessThanASixteenthOfItsLifeTooEarly() {
        for (int second = 0; second < 300; second++) {
            register(DESK, Duration.ofMinutes(10), second);
            time.advance(Duration.ofSeconds(1));
        }
        registrations.close();
        RegistrationService restarted = new RegistrationService(lanes, time, time, presence, store, 3);
        restarted.start();

        time.advance(Duration.ofMinutes(10).multipliedBy(15).dividedBy(16).minusSeconds(1));

        assertThat(restarted.bindings(ALICE)).hasSize(1);
        restarted.close();
    }

    @Test
    void afterARestartEachDeviceIsBelievedFromItsOwnFirstRefresh() {
        register(DESK, Duration.ofHours(1), 1);
        register(PHONE, Duration.ofHours(1), 1);
        registrations.close();
        registrations = new RegistrationService(lanes, time, time, presence, store, 3);
        registrations.start();

        register(DESK, Duration.ofHours(1), 2);
        register(PHONE, Duration.ofHours(1), 2);

        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
        for (String contact : List.of(DESK, PHONE)) {
            Binding binding = registrations.bindings(ALICE).stream()
                    .filter(one -> one.contact().equals(contact))
                    .findFirst()
                    .orElseThrow();
            assertThat(presence.record(ALICE, Source.REGISTRATION, RegistrationService.recordId(binding))
                            .join())
                    .hasValueSatisfying(record -> assertThat(record.restored()).isFalse());
        }
    }
}
