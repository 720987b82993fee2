package org.pawn.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.freebusy.LocalHours;
import org.pawn.freebusy.WeeklyHours;
import org.pawn.messaging.MessageService.Outcome;
import org.pawn.notification.InMemoryNotificationStore;
import org.pawn.notification.NotificationChoices;
import org.pawn.notification.NotificationService;
import org.pawn.notification.QuietHours;
import org.pawn.policy.Handling;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.Matcher;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.time.SettableTime;

/** What comes to Bob, who wants to be left alone, when, and in which order. */
final class LeftAloneTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    private static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    private static final Instant MONDAY_AT_NINE_IN_THE_EVENING = Instant.parse("2030-03-04T20:00:00Z");
    private static final QuietHours WEEKDAY_NIGHTS = new QuietHours(new WeeklyHours(Map.of(
            DayOfWeek.MONDAY, new LocalHours(LocalTime.of(20, 0), LocalTime.of(7, 0)),
            DayOfWeek.TUESDAY, new LocalHours(LocalTime.of(20, 0), LocalTime.of(7, 0)))));

    /** One kind of device of Bob's, which does with a message what the test says. */
    private static final class Devices implements MessageRoute {
        private final List<String> received = new ArrayList<>(); // guarded by this
        private volatile Function<Alert, CompletableFuture<Boolean>> answer = alert -> answered(false);

        @Override
        public synchronized CompletableFuture<Boolean> deliver(InstantMessage message, Alert alert) {
            CompletableFuture<Boolean> taken = answer.apply(alert);
            if (!taken.isDone() || taken.join()) {
                received.add(message.id() + " " + alert);
            }
            return taken;
        }

        synchronized List<String> received() {
            return List.copyOf(received);
        }
    }

    private final SettableTime time = new SettableTime(MONDAY_AT_NINE_IN_THE_EVENING);
    private final Lanes lanes = new Lanes(1);
    private final Lanes diskLanes = new Lanes("disk", 2);
    private final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), diskLanes, time, time);
    private final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);
    private final InMemoryNotificationStore choices = new InMemoryNotificationStore();
    private final InMemoryOfflineMessageStore store = new InMemoryOfflineMessageStore();
    private final NotificationService notifications =
            new NotificationService(choices, policy::zone, diskLanes, time, time);
    private final MessageService messages = new MessageService(policy, presence, notifications, store, diskLanes);
    private final Devices phone = new Devices();
    private final Devices screen = new Devices();
    private int sent;

    @BeforeEach
    void start() {
        List.of(ALICE, BOB, CAROL)
                .forEach(person -> directory.save(Person.of(person)).join());
        PrivacyRule carolMay = new PrivacyRule(
                new Matcher.One(CAROL), Handling.ALLOW, Level.COMPANY, true, Optional.empty(), time.now());
        privacy.edit(BOB, Optional.empty(), rules -> new PrivacyRules(BOB, rules.version(), List.of(carolMay)))
                .join();
        directory.onChange(notifications::zoneChanged);
        presence.addListener(messages);
        presence.start();
        messages.addRoute(phone);
        messages.addRoute(screen);
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
        diskLanes.close();
    }

    private static CompletableFuture<Boolean> answered(boolean taken) {
        return CompletableFuture.completedFuture(taken);
    }

    private void hasAPhone() {
        phone.answer = alert -> answered(alert != Alert.SILENT);
    }

    private void hasAScreen() {
        screen.answer = alert -> answered(true);
    }

    private void choose(QuietHours hours) {
        notifications.edit(BOB, chosen -> chosen.withQuietHours(hours)).join();
    }

    private CompletableFuture<Outcome> sending(AddressOfRecord from, String type) {
        InstantMessage message = new InstantMessage("m" + ++sent, from, BOB, type, new byte[] {'x'}, time.now());
        return messages.send(Caller.of(from), message);
    }

    private Outcome send(AddressOfRecord from) {
        return sending(from, "text/plain").join();
    }

    private void device(Availability availability) {
        presence.put(
                        BOB,
                        PresenceRecord.of(
                                Source.DEVICE,
                                "desk",
                                availability,
                                time.moment(),
                                time.moment().deadline(Duration.ofDays(1))))
                .join();
    }

    private List<String> waiting() {
        return messages.waiting(BOB).join().stream().map(InstantMessage::id).toList();
    }

    @Nested
    final class GivenHisQuietHoursRun {
        @BeforeEach
        void chooseThem() {
            choose(WEEKDAY_NIGHTS);
            device(Availability.AVAILABLE);
        }

        @Test
        void messagesWaitForThePhoneUntilTheyEndAndComeInOrder() {
            hasAPhone();
            assertThat(send(ALICE)).isEqualTo(Outcome.KEPT);
            assertThat(send(ALICE)).isEqualTo(Outcome.KEPT);

            time.advanceTo(Instant.parse("2030-03-05T05:59:59.999Z"));
            assertThat(waiting()).containsExactly("m1", "m2");
            time.advanceTo(Instant.parse("2030-03-05T06:00:00Z"));

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING", "m2 RING"));
            await().untilAsserted(() -> assertThat(waiting()).isEmpty());
            assertThat(send(ALICE)).isEqualTo(Outcome.DELIVERED);
        }

        @Test
        void theNextNightHoldsThemAgain() {
            hasAPhone();
            time.advanceTo(Instant.parse("2030-03-05T19:00:00Z"));
            assertThat(send(ALICE)).isEqualTo(Outcome.KEPT);

            time.advanceTo(Instant.parse("2030-03-06T06:00:00Z"));

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING"));
        }

        @Test
        void aScreenGetsThemAtOnceAndSilently() {
            hasAScreen();

            assertThat(send(ALICE)).isEqualTo(Outcome.DELIVERED);

            assertThat(screen.received()).containsExactly("m1 SILENT");
        }

        @Test
        void whatAScreenHasThePhoneIsNotGivenAfterwards() {
            hasAPhone();
            hasAScreen();

            assertThat(send(ALICE)).isEqualTo(Outcome.DELIVERED);
            time.advanceTo(Instant.parse("2030-03-05T06:00:00Z"));

            assertThat(waiting()).isEmpty();
            assertThat(phone.received()).isEmpty();
        }

        @Test
        void whatWaitsForAPhoneComesToAScreenThatSignsIn() {
            hasAPhone();
            send(ALICE);
            send(ALICE);
            hasAScreen();

            messages.deliverWaiting(BOB);

            await().untilAsserted(() -> assertThat(screen.received()).containsExactly("m1 SILENT", "m2 SILENT"));
            await().untilAsserted(() -> assertThat(waiting()).isEmpty());
            assertThat(phone.received()).isEmpty();
        }

        @Test
        void whoMayBreakInRings() {
            hasAPhone();
            hasAScreen();

            assertThat(send(CAROL)).isEqualTo(Outcome.DELIVERED);

            assertThat(phone.received()).containsExactly("m1 RING");
            assertThat(screen.received()).containsExactly("m1 RING");
        }

        @Test
        void phonesGetThemWhereHeChoseSo() {
            hasAPhone();
            hasAScreen();
            notifications.edit(BOB, chosen -> chosen.withDeliverToPhones(true)).join();

            assertThat(send(ALICE)).isEqualTo(Outcome.DELIVERED);

            assertThat(phone.received()).containsExactly("m1 SILENT_WHERE_ABLE");
            assertThat(screen.received()).containsExactly("m1 SILENT_WHERE_ABLE");
        }

        @Test
        void choosingThatBringsWhatWaits() {
            hasAPhone();
            send(ALICE);

            notifications.edit(BOB, chosen -> chosen.withDeliverToPhones(true)).join();

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 SILENT_WHERE_ABLE"));
        }

        @Test
        void havingNoneAnyMoreBringsWhatWaits() {
            hasAPhone();
            send(ALICE);

            choose(QuietHours.NONE);

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING"));
        }

        @Test
        void movingToWhereItIsNoonBringsWhatWaits() {
            hasAPhone();
            send(ALICE);

            Person bob = Person.of(BOB);
            directory
                    .save(new Person(
                            BOB,
                            bob.displayName(),
                            bob.title(),
                            bob.department(),
                            bob.emails(),
                            bob.workPhones(),
                            bob.privatePhones(),
                            Optional.of(ZoneId.of("America/Los_Angeles")),
                            bob.competence()))
                    .join();

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING"));
            time.advanceTo(Instant.parse("2030-03-05T04:00:00Z")); // eight in the evening there
            assertThat(send(ALICE)).isEqualTo(Outcome.KEPT);
        }

        @Test
        void whatHePublishesDoesNotEndThem() {
            hasAPhone();
            send(ALICE);
            device(Availability.DO_NOT_DISTURB);

            device(Availability.AVAILABLE);

            assertThat(send(ALICE)).isEqualTo(Outcome.KEPT);
            assertThat(waiting()).containsExactly("m1", "m2");
        }

        @Test
        void whenTheyEndWhileHeIsNotToBeDisturbedTheyWaitOn() {
            hasAPhone();
            send(ALICE);
            device(Availability.DO_NOT_DISTURB);
            time.advanceTo(Instant.parse("2030-03-05T06:00:00Z"));
            assertThat(waiting()).containsExactly("m1");

            device(Availability.AVAILABLE);

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING"));
        }

        @Test
        void aClockThatWasSetBackOnlyMeansLookingOnceMore() {
            hasAPhone();
            send(ALICE);
            time.jumpTo(MONDAY_AT_NINE_IN_THE_EVENING.minus(Duration.ofMinutes(30)));

            time.advance(Duration.ofHours(10)); // the end, had nobody touched the clock
            assertThat(waiting()).containsExactly("m1");
            time.advance(Duration.ofMinutes(30));

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING"));
        }

        @Test
        void aServerThatWasDownWhenTheyEndedBringsThemAtItsStart() {
            hasAPhone();
            send(ALICE);
            send(ALICE);
            time.jumpTo(Instant.parse("2030-03-05T08:00:00Z"));
            NotificationService readBack = new NotificationService(choices, policy::zone, diskLanes, time, time);
            MessageService restarted = new MessageService(policy, presence, readBack, store, diskLanes);
            restarted.addRoute(phone);

            readBack.start();
            restarted.start().join();

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING", "m2 RING"));
        }

        @Test
        void aServerThatComesBackBeforeTheirEndWakesAtIt() {
            hasAPhone();
            send(ALICE);
            time.jumpTo(Instant.parse("2030-03-05T02:00:00Z"));
            NotificationService readBack = new NotificationService(choices, policy::zone, diskLanes, time, time);
            MessageService restarted = new MessageService(policy, presence, readBack, store, diskLanes);
            restarted.addRoute(phone);
            readBack.start();
            restarted.start().join();
            assertThat(waiting()).containsExactly("m1");

            time.advance(Duration.ofHours(4));

            await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING"));
        }

        @Test
        void aPersonWhoIsNoMoreHasNoHours() {
            notifications.forget(BOB).join();

            assertThat(choices.all()).isEmpty();
            assertThat(notifications.choices(BOB)).isEqualTo(NotificationChoices.NONE);
        }
    }

    @Test
    void aMessageThatIsOnItsWayToTheDiskWhenDoNotDisturbEndsIsNotLeftThere() {
        device(Availability.DO_NOT_DISTURB);
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        phone.answer = alert -> slow;
        CompletableFuture<Outcome> outcome = sending(ALICE, "text/plain");
        phone.answer = alert -> answered(alert == Alert.RING);

        device(Availability.AVAILABLE);
        assertThat(waiting()).isEmpty(); // read after the round that this began, on the same lane
        slow.complete(false);

        assertThat(outcome.join()).isEqualTo(Outcome.KEPT);
        await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 SILENT", "m1 RING"));
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
    }

    @Test
    void aMessageThatIsSentWhileEarlierOnesAreGoingComesAfterThem() {
        device(Availability.DO_NOT_DISTURB);
        hasAPhone();
        send(ALICE);
        send(ALICE);
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        phone.answer = alert -> slow;
        device(Availability.AVAILABLE);
        await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING"));

        assertThat(send(ALICE)).isEqualTo(Outcome.KEPT);
        hasAPhone();
        slow.complete(true);

        await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING", "m2 RING", "m3 RING"));
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
    }

    @Test
    void manyMessagesComeInOrderOnce() {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            assertThat(send(ALICE)).isEqualTo(Outcome.KEPT);
            expected.add("m" + i + " RING");
        }
        hasAPhone();

        messages.deliverWaiting(BOB);
        messages.deliverWaiting(BOB);

        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
        assertThat(phone.received()).isEqualTo(expected);
    }

    @Test
    void whatADeviceCannotShowDoesNotStandInTheWayOfText() {
        sending(ALICE, "application/octet-stream").join();
        send(ALICE);
        Devices textOnly = new Devices();
        messages.addRoute((message, alert) -> message.isText() ? textOnly.deliver(message, alert) : answered(false));
        textOnly.answer = alert -> answered(true);

        messages.deliverWaiting(BOB);

        await().untilAsserted(() -> assertThat(textOnly.received()).containsExactly("m2 RING"));
        await().untilAsserted(() -> assertThat(waiting()).containsExactly("m1"));
    }

    @Test
    void thatSomebodyIsTypingIsNeverKept() {
        device(Availability.DO_NOT_DISTURB);
        hasAPhone();

        assertThat(sending(ALICE, "application/im-iscomposing+xml").join()).isEqualTo(Outcome.KEPT);

        assertThat(waiting()).isEmpty();
    }

    @Test
    void aDoNotDisturbFromAPresentationHoldsThemTooAndItsEndBringsThem() {
        hasAPhone();
        device(Availability.AVAILABLE);
        PresenceRecord call = PresenceRecord.of(
                        Source.CONFERENCE,
                        "call",
                        Availability.BUSY,
                        time.moment(),
                        time.moment().deadline(Duration.ofHours(1)))
                .withActivities(List.of(Activity.of(Activity.Kind.PRESENTING)));
        presence.put(BOB, call).join();
        assertThat(send(ALICE)).isEqualTo(Outcome.KEPT);

        time.advance(Duration.ofHours(1));

        await().untilAsserted(() -> assertThat(phone.received()).containsExactly("m1 RING"));
    }
}
