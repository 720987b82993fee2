package org.pawn.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.notification.InMemoryNotificationStore;
import org.pawn.notification.NotificationService;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;

final class MessageServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");

    /** Bob's devices: take messages while there are any. */
    private static final class BobsDevices implements MessageRoute {
        private final List<String> received = new ArrayList<>(); // guarded by this
        private volatile boolean present;

        @Override
        public synchronized CompletableFuture<Boolean> deliver(InstantMessage message, Alert alert) {
            boolean takes = present && alert != Alert.SILENT;
            if (takes) {
                received.add(message.id());
            }
            return CompletableFuture.completedFuture(takes);
        }

        synchronized List<String> received() {
            return List.copyOf(received);
        }
    }

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final Lanes lanes = new Lanes(1);
    private final Lanes diskLanes = new Lanes("disk", 2);
    private final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), diskLanes, time, time);
    private final MessageService messages = new MessageService(
            new PolicyService(directory, privacy, ZoneId.of("UTC"), time, directory::exists),
            presence,
            new NotificationService(new InMemoryNotificationStore(), person -> ZoneId.of("UTC"), diskLanes, time, time),
            new InMemoryOfflineMessageStore(),
            diskLanes);
    private final BobsDevices devices = new BobsDevices();

    @BeforeEach
    void start() {
        directory.save(Person.of(ALICE)).join();
        directory.save(Person.of(BOB)).join();
        presence.addListener(messages);
        presence.start();
        messages.addRoute(devices);
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
        diskLanes.close();
    }

    private MessageService.Outcome send(String id) {
        return messages.send(Caller.of(ALICE), InstantMessage.text(id, ALICE, BOB, "Hello", time.now()))
                .join();
    }

    @Test
    void aMessageGoesToTheDevicesThatAreThere() {
        devices.present = true;

        assertThat(send("m1")).isEqualTo(MessageService.Outcome.DELIVERED);

        assertThat(devices.received()).containsExactly("m1");
        assertThat(messages.waiting(BOB).join()).isEmpty();
    }

    @Test
    void messagesToSomeoneOfflineWaitInOrderAndComeOnce() {
        assertThat(send("m1")).isEqualTo(MessageService.Outcome.KEPT);
        assertThat(send("m2")).isEqualTo(MessageService.Outcome.KEPT);
        assertThat(send("m2")).isEqualTo(MessageService.Outcome.KEPT);
        devices.present = true;

        messages.deliverWaiting(BOB);

        await().untilAsserted(() -> assertThat(devices.received()).containsExactly("m1", "m2"));
        await().untilAsserted(() -> assertThat(messages.waiting(BOB).join()).isEmpty());
    }

    @Test
    void doNotDisturbHoldsThemUntilItEnds() {
        devices.present = true;
        presence.put(
                        BOB,
                        PresenceRecord.of(
                                Source.DEVICE,
                                "desk",
                                Availability.DO_NOT_DISTURB,
                                time.moment(),
                                time.moment().deadline(Duration.ofHours(1))))
                .join();
        assertThat(send("m1")).isEqualTo(MessageService.Outcome.KEPT);
        assertThat(devices.received()).isEmpty();

        presence.remove(BOB, Source.DEVICE, "desk").join();

        await().untilAsserted(() -> assertThat(devices.received()).containsExactly("m1"));
    }

    @Test
    void nobodySendsInAnothersName() {
        InstantMessage forged = InstantMessage.text("m1", ALICE, BOB, "Hello", time.now());

        assertThatThrownBy(() -> messages.send(Caller.of(BOB), forged)).isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void anAdministratorWritesAsTheServer() {
        Caller administrator =
                new Caller("administrator", Optional.empty(), Level.PERSONAL, Set.of(Scope.ADMIN), Optional.empty());
        AddressOfRecord server = AddressOfRecord.parse("pawn@example.com");
        devices.present = true;

        messages.send(administrator, InstantMessage.text("m1", server, BOB, "Back at noon", time.now()))
                .join();

        assertThat(devices.received()).containsExactly("m1");
        assertThatThrownBy(
                        () -> messages.send(administrator, InstantMessage.text("m2", ALICE, BOB, "Hello", time.now())))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void aRouteThatFailsDoesNotLoseTheMessage() {
        messages.addRoute((message, alert) -> {
            throw new IllegalStateException("broken route");
        });

        assertThat(send("m1")).isEqualTo(MessageService.Outcome.KEPT);
    }
}
