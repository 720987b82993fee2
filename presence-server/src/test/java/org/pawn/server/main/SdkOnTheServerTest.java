package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.sdk.Availability;
import org.pawn.sdk.AvailabilityItem;
import org.pawn.sdk.CalendarEffect;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.ContactList;
import org.pawn.sdk.DeviceState;
import org.pawn.sdk.FeedListener;
import org.pawn.sdk.FreeBusy;
import org.pawn.sdk.ManualState;
import org.pawn.sdk.MeetingQuery;
import org.pawn.sdk.MeetingTimes;
import org.pawn.sdk.Message;
import org.pawn.sdk.Person;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceClientBuilder;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.PresenceFeed;
import org.pawn.sdk.PresenceItem;
import org.pawn.sdk.PresenceListener;
import org.pawn.sdk.SessionState;
import org.pawn.sdk.TimeSpan;
import org.pawn.sdk.Watch;

/** The SDK as programs use it, against the whole server and not a script of one. */
final class SdkOnTheServerTest {
    private static final String PASSWORD = "open-sesame";
    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";
    private static final String CAROL = "carol@example.com";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private TestServer server;
    private final List<PresenceClient> clients = new ArrayList<>();

    @BeforeEach
    void start() {
        server = TestServer.start(folder.resolve("data"));
        server.person(ALICE, "Alice Example", PASSWORD);
        server.person(BOB, "Bob Example", PASSWORD);
        server.person(CAROL, "Carol Example", PASSWORD);
    }

    @AfterEach
    void stop() {
        clients.forEach(PresenceClient::close);
        server.close();
    }

    private PresenceClient signedIn(String scheme, String person) throws Exception {
        PresenceClientBuilder builder = PresenceClient.at(scheme.equals("http") ? server.http() : server.https())
                .signIn(person, PASSWORD);
        if (scheme.equals("https")) {
            trustTheServersOwn(builder);
        }
        PresenceClient client = builder.build();
        clients.add(client);
        return client;
    }

    /** As a program does that has a copy of the certificate which the server made for itself. */
    private void trustTheServersOwn(PresenceClientBuilder builder) throws Exception {
        Path tls = folder.resolve("data/tls");
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(tls.resolve("self-made.p12"))) {
            own.load(file, Files.readString(tls.resolve("password")).strip().toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("pawn", own.getCertificate(own.aliases().nextElement()));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        builder.tls(context, (X509TrustManager) factory.getTrustManagers()[0]);
    }

    private static Optional<Availability> seen(Watch watch, String person) {
        return watch.presence(person).filter(presence -> !presence.stale()).map(Presence::availability);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void whatOnePublishesAnotherSeesOneByOneInABatchAndOnTheFeed(String scheme) throws Exception {
        PresenceClient alice = signedIn(scheme, ALICE);
        PresenceClient bob = signedIn(scheme, BOB);
        Watch watch = bob.openFeed().watch(List.of(ALICE, CAROL), presence -> {});
        watch.ready().join();
        assertThat(seen(watch, ALICE)).contains(Availability.OFFLINE);

        alice.publish(ALICE, "editor", SessionState.of(Availability.AVAILABLE).noting("Proofs today"));

        Presence presence = bob.presence("sip:Alice@EXAMPLE.com".replace("Alice", "alice"));
        assertThat(presence.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(presence.note().orElseThrow().text()).isEqualTo("Proofs today");
        assertThat(bob.presences(List.of(CAROL, "mailto:" + ALICE, "nobody@example.com")))
                .extracting(PresenceItem::requested, item -> item.presence().map(Presence::availability))
                .containsExactly(
                        tuple(CAROL, Optional.of(Availability.OFFLINE)),
                        tuple("mailto:" + ALICE, Optional.of(Availability.AVAILABLE)),
                        tuple("nobody@example.com", Optional.empty()));
        List<String> many = IntStream.range(0, 60).mapToObj(i -> ALICE).toList();
        assertThat(bob.presences(many))
                .hasSize(60)
                .allMatch(item -> item.presence().isPresent());
        await().atMost(SOON).until(() -> seen(watch, ALICE).equals(Optional.of(Availability.AVAILABLE)));

        alice.setManual(ALICE, ManualState.of(Availability.BUSY));
        await().atMost(SOON).until(() -> seen(watch, ALICE).equals(Optional.of(Availability.BUSY)));

        alice.clearManual(ALICE);
        alice.endSession(ALICE, "editor");
        await().atMost(SOON).until(() -> seen(watch, ALICE).equals(Optional.of(Availability.OFFLINE)));
        assertThatThrownBy(() -> alice.session(ALICE, "editor"))
                .isInstanceOfSatisfying(
                        PresenceClientException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo("not-found"));
    }

    @Test
    void aServerThatNobodyVouchesForIsNotSpokenTo() {
        try (PresenceClient client = PresenceClient.at(server.https())
                .signIn(ALICE, PASSWORD)
                .attempts(1)
                .build()) {
            assertThatThrownBy(client::me)
                    .isInstanceOfSatisfying(
                            PresenceClientException.class,
                            failed -> assertThat(failed.answered()).isFalse());
        }
    }

    @Test
    void aWatchOutlivesARestartOfTheServer() throws Exception {
        String port = String.valueOf(URI.create(server.http()).getPort());
        PresenceClient alice = signedIn("http", ALICE);
        PresenceClient bob = signedIn("http", BOB);
        alice.publish(ALICE, "editor", SessionState.of(Availability.AVAILABLE));
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Watch watch = bob.openFeed().watch(List.of(ALICE), new PresenceListener() {
            @Override
            public void onPresence(Presence presence) {
                // the watch itself is asked
            }

            @Override
            public void onStale() {
                told.add("stale");
            }

            @Override
            public void onFresh() {
                told.add("fresh");
            }
        });
        watch.ready().join();
        assertThat(told.take()).isEqualTo("fresh");

        server.close();
        assertThat(told.take()).isEqualTo("stale");
        assertThat(watch.presence(ALICE).orElseThrow())
                .matches(Presence::stale)
                .extracting(Presence::availability)
                .isEqualTo(Availability.AVAILABLE);
        server = TestServer.start(folder.resolve("data"), Map.of("http.listen", "127.0.0.1:" + port));

        assertThat(told.take()).isEqualTo("fresh");
        assertThat(watch.presence(ALICE).map(Presence::availability)).contains(Availability.AVAILABLE);
        alice.publish(ALICE, "editor", SessionState.of(Availability.AVAILABLE));
        await().atMost(SOON).until(() -> seen(watch, ALICE).equals(Optional.of(Availability.AVAILABLE)));
        alice.setManual(ALICE, ManualState.of(Availability.DO_NOT_DISTURB));
        await().atMost(SOON).until(() -> seen(watch, ALICE).equals(Optional.of(Availability.DO_NOT_DISTURB)));
    }

    @Test
    void aCalendarTellsWhenOneIsFreeAndNobodyWithoutOneIs() throws Exception {
        PresenceClient alice = signedIn("http", ALICE);
        Instant nine = Instant.parse("2030-03-04T09:00:00Z");
        alice.calendars().put(ALICE, "work", """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example//EN
                BEGIN:VEVENT
                UID:review
                DTSTAMP:20300101T000000Z
                DTSTART:20300304T090000Z
                DTEND:20300304T100000Z
                SUMMARY:Review
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"));

        FreeBusy freeBusy = alice.calendars().freeBusy(ALICE, nine, nine.plus(Duration.ofHours(8)));
        assertThat(freeBusy.coverage()).isEqualTo(FreeBusy.Coverage.KNOWN);
        assertThat(freeBusy.busy()).singleElement().satisfies(busy -> {
            assertThat(busy.span().start()).isEqualTo(nine);
            assertThat(busy.span().end()).isEqualTo(nine.plus(Duration.ofHours(1)));
        });
        assertThat(alice.calendars().availability(List.of(ALICE, CAROL), nine, Duration.ofMinutes(30)))
                .extracting(AvailabilityItem::state)
                .containsExactly(AvailabilityItem.State.BUSY, AvailabilityItem.State.UNKNOWN);
        MeetingTimes times = alice.calendars()
                .meetingTimes(MeetingQuery.of(
                                List.of(ALICE), Duration.ofHours(1), new TimeSpan(nine, nine.plus(Duration.ofHours(4))))
                        .withOptional(List.of(CAROL))
                        .every(Duration.ofMinutes(30))
                        .withLimit(1));
        assertThat(times.times()).singleElement().satisfies(time -> {
            assertThat(time.span().start()).isEqualTo(nine.plus(Duration.ofHours(1)));
            assertThat(time.state()).isEqualTo(AvailabilityItem.State.FREE);
        });
        assertThat(times.unknown())
                .containsExactly(new MeetingTimes.Unknown(CAROL, false, FreeBusy.Coverage.NONE, Optional.empty()));
        assertThat(alice.calendars()
                        .freeBusy(CAROL, nine, nine.plus(Duration.ofHours(1)))
                        .coverage())
                .isEqualTo(FreeBusy.Coverage.NONE);
    }

    @Test
    void aCalendarInTheServersFolderCountsUntilItIsGoneAndItsEffectCanBeChanged() throws Exception {
        Path calendars = Files.createDirectory(folder.resolve("calendars"));
        server.close();
        server = TestServer.start(folder.resolve("data"), Map.of("calendars.folder", calendars.toString()));
        PresenceClient alice = signedIn("http", ALICE);
        Path file = calendars.resolve(ALICE + ".ics");
        Files.writeString(file, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");

        await().atMost(SOON).until(() -> alice.calendars().list(ALICE).size() == 1);
        CalendarSource found = alice.calendars().setEffect(ALICE, "folder", CalendarEffect.WORKING_HOURS);
        assertThat(found.kind()).isEqualTo("folder");
        assertThat(found.effect()).isEqualTo(CalendarEffect.WORKING_HOURS);
        assertThatThrownBy(() -> alice.calendars().delete(ALICE, "folder"))
                .isInstanceOfSatisfying(
                        PresenceClientException.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));

        Files.delete(file);
        await().atMost(SOON).until(() -> alice.calendars().list(ALICE).isEmpty());
    }

    @Test
    void aMessageComesAtOnceOrWaits() throws Exception {
        PresenceClient alice = signedIn("http", ALICE);
        PresenceClient bob = signedIn("http", BOB);

        alice.messages().send(BOB, "are you there?");
        assertThat(bob.messages().waiting()).extracting(Message::text).containsExactly("are you there?");

        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        PresenceFeed feed = bob.openFeed(new FeedListener() {
            @Override
            public void onMessage(Message message) {
                heard.add(message);
            }
        });
        feed.publish(DeviceState.of(Availability.AVAILABLE)).join(); // a feed that only looks on takes no messages
        alice.messages().send(BOB, "there you are");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(heard)
                        .extracting(Message::from, Message::text)
                        .contains(tuple(ALICE, "there you are")));
    }

    @Test
    void peopleAreFoundAndKept() throws Exception {
        PresenceClient alice = signedIn("http", ALICE);
        assertThat(alice.people().search("bob exa").items())
                .extracting(Person::address)
                .containsExactly(BOB);
        assertThat(alice.people().card(BOB).person().name()).isEqualTo("Bob Example");

        ContactList list = alice.people().contacts(ALICE);
        alice.people()
                .putContacts(new ContactList(
                        ALICE,
                        list.version(),
                        List.of(new ContactList.ContactGroup("friends", "Friends")),
                        List.of(new ContactList.Contact(BOB, Optional.of("Bob"), List.of("friends")))));

        assertThat(alice.people().contacts(ALICE).contacts())
                .extracting(ContactList.Contact::address)
                .containsExactly(BOB);
        Watch watch = alice.openFeed().watchContacts(presence -> {});
        watch.ready().join();
        assertThat(watch.presence(BOB)).isPresent();
        assertThatThrownBy(() -> alice.people().putContacts(list)) // of an older version
                .isInstanceOfSatisfying(
                        PresenceClientException.class,
                        refused -> assertThat(refused.status()).isEqualTo(412));
    }
}
