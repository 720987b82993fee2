package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.Contact;
import org.pawn.contacts.ContactList;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService;
import org.pawn.presence.Availability;
import org.pawn.rest.RestFixture;

/** Readers that are slow, dead or greedy: they harm themselves, and nothing is lost without a word. */
@Timeout(120)
final class FeedUnderStressTest {
    private final RestFixture server = new RestFixture();

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    final class GivenBobsDeviceStopsReading {
        private static final int TEXT_BYTES = 30_000;

        private final RawFeed bob = new RawFeed(server, server.token(BOB));
        private final List<CompletableFuture<MessageService.Outcome>> sent = new ArrayList<>();
        private final String began;

        GivenBobsDeviceStopsReading() {
            bob.say("{'type':'watch','id':'w','addresses':['alice@example.com']}");
            began = bob.next("snapshot").path("cursor").asText();
            bob.say("{'type':'publish','availability':'Available','ref':'p'}");
            bob.next("ok");
        }

        /** More than the sockets' buffers and the feed's own bound take. */
        private void overflow() {
            for (int i = 0; i < 1_000 && sent.stream().noneMatch(GivenBobsDeviceStopsReading::isKept); i++) {
                InstantMessage message =
                        InstantMessage.text("m" + i, ALICE, BOB, "x".repeat(TEXT_BYTES), server.time.now());
                sent.add(server.messages.send(Caller.of(ALICE), message));
            }
        }

        private static boolean isKept(CompletableFuture<MessageService.Outcome> sending) {
            return sending.isDone() && sending.join() == MessageService.Outcome.KEPT;
        }

        @Test
        void itIsClosedAsTooSlowAndLosesNoMessage() {
            overflow();

            Set<String> read = new HashSet<>();
            String cursor = began; // it may be too slow for the very first
            String last = "";
            for (Optional<JsonNode> frame = bob.read(); frame.isPresent(); frame = bob.read()) {
                last = frame.get().path("type").asText();
                if (last.equals("message")) {
                    read.add(frame.get().path("id").asText());
                    cursor = frame.get().path("cursor").asText();
                }
            }
            assertThat(last).isEqualTo("closing");
            assertThat(bob.closeCode()).isEqualTo(1013);

            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + server.token(BOB) + "','resume':'" + cursor + "'}");
            assertThat(again.next("welcome").path("resumed").asBoolean()).isTrue();
            again.say("{'type':'publish','availability':'Available'}");
            while (read.size() < sent.size()) {
                read.add(again.next("message").path("id").asText());
            }
            assertThat(read).hasSize(sent.size());
        }

        @Test
        void whatItHoldsIsBoundedAndItIsDroppedIfItDoesNotEvenTakeTheClose() {
            overflow();
            assertThat(sent.size() * TEXT_BYTES).isLessThan(16 * 1024 * 1024); // the sockets' buffers and 1 MiB
            server.time.advance(Duration.ofSeconds(3));

            await().untilAsserted(() -> assertThat(server.api.feeds()).isZero());
        }

        @Test
        void othersAreToldMeanwhile() {
            FeedClient carol = FeedClient.signedIn(server, server.token(CAROL));
            carol.say("{'type':'watch','id':'w','addresses':['alice@example.com']}");
            carol.next("snapshot");
            overflow();
            server.time.advance(Duration.ofSeconds(2));

            server.shows(ALICE, Availability.BUSY);

            assertThat(carol.next("presence").at("/presence/availability").asText())
                    .isEqualTo("Busy");
        }
    }

    @Nested
    final class GivenAWatcherWhoStopsReadingWhileAliceChanges {
        @Test
        void onlySupersededStatesAreLost() {
            RawFeed bob = new RawFeed(server, server.token(BOB));
            bob.say("{'type':'watch','id':'w','addresses':['alice@example.com'],'ref':'w'}");
            bob.next("ok");
            List<Availability> states = List.of(Availability.BUSY, Availability.DO_NOT_DISTURB);
            IntStream.range(0, 30).forEach(i -> {
                server.time.advance(Duration.ofMillis(500)); // a silent peer is not dead yet
                server.shows(ALICE, states.get(i % 2));
            });
            server.time.advance(Duration.ofSeconds(2));
            server.shows(ALICE, Availability.AVAILABLE);

            JsonNode newest = bob.next("presence");
            while (!newest.at("/presence/availability").asText().equals("Available")) {
                newest = bob.next("presence");
            }
            assertThat(server.api.feeds()).isEqualTo(1);
        }
    }

    @Nested
    final class GivenAPeerThatVanished {
        private final RawFeed alice = new RawFeed(server, server.token(ALICE));

        GivenAPeerThatVanished() {
            alice.say("{'type':'publish','availability':'Busy','expires':'PT1H','ref':'p'}");
            alice.next("ok");
        }

        private Availability shown() {
            return server.presence.current(ALICE).availability();
        }

        @Test
        void itIsGoneWithinFortyFiveSecondsAndItsDeviceAfterTheGrace() {
            server.time.advance(Duration.ofSeconds(20));
            assertThat(server.api.feeds()).isEqualTo(1);
            for (int second = 20; second < 45 && server.api.feeds() == 1; second++) {
                server.time.advance(Duration.ofSeconds(1));
                server.lanes.run(ALICE, () -> null).join();
            }
            assertThat(server.api.feeds()).isZero();

            server.time.advance(Duration.ofSeconds(9));
            server.lanes.run(ALICE, () -> null).join();
            assertThat(shown()).isEqualTo(Availability.BUSY);
            server.time.advance(Duration.ofSeconds(2));

            await().untilAsserted(() -> assertThat(shown()).isEqualTo(Availability.OFFLINE));
        }

        @Test
        void oneThatSaysSomethingStays() {
            for (int i = 0; i < 10; i++) {
                server.time.advance(Duration.ofSeconds(10));
                alice.say("{'type':'active','ref':'still " + i + "'}");
                alice.next("ok");
            }

            assertThat(server.api.feeds()).isEqualTo(1);
        }
    }

    @Nested
    final class GivenBobHasFiveThousandContacts {
        private static final int CONTACTS = 5_000;

        GivenBobHasFiveThousandContacts() {
            List<Contact> contacts = new ArrayList<>();
            for (int i = 0; i < CONTACTS; i++) {
                AddressOfRecord person = new AddressOfRecord("person" + i, "example.com");
                server.directory.save(Person.of(person)).join();
                contacts.add(new Contact(person, Optional.empty(), Optional.empty(), List.of()));
            }
            server.contacts
                    .edit(BOB, Optional.empty(), list -> new ContactList(BOB, 0, List.of(), contacts))
                    .join();
        }

        @Test
        void theSnapshotComesInBoundedFramesThatTellEachOnce() {
            FeedClient bob = FeedClient.signedIn(server, server.token(BOB));
            bob.say("{'type':'watch','id':'c','contacts':'all'}");

            List<String> told = new ArrayList<>();
            JsonNode frame;
            do {
                frame = bob.next();
                assertThat(frame.path("type").asText()).isEqualTo("snapshot");
                assertThat(frame.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(70_000);
                told.addAll(frame.path("presence").findValuesAsText("address"));
            } while (frame.path("more").asBoolean());

            assertThat(told).hasSize(CONTACTS).doesNotHaveDuplicates();
        }

        @Test
        void oneWhoDoesNotReadItKeepsNobodyWaiting() {
            RawFeed greedy = new RawFeed(server, server.token(BOB));
            for (int i = 0; i < 5; i++) { // 4 MB in all: more than the sockets' buffers take
                greedy.say("{'type':'watch','id':'c" + i + "','contacts':'all'}");
            }
            greedy.next("snapshot");

            FeedClient alice = FeedClient.signedIn(server, server.token(ALICE));
            alice.say("{'type':'watch','id':'w','addresses':['carol@example.com']}");
            alice.next("snapshot");
            server.time.advance(Duration.ofSeconds(2));
            server.shows(CAROL, Availability.BUSY);

            assertThat(alice.next("presence").at("/presence/availability").asText())
                    .isEqualTo("Busy");
        }
    }

    @Test
    void aGroupOfMoreThanOneFeedMayWatchIsRefusedAndTheFeedStaysOpen() {
        List<AddressOfRecord> many = IntStream.range(0, 20_001)
                .mapToObj(i -> new AddressOfRecord("person" + i, "example.com"))
                .toList();
        server.directory.save(new Group("many", "Many", false, many)).join();
        FeedClient bob = FeedClient.signedIn(server, server.token(BOB));

        bob.say("{'type':'watch','id':'g','group':'many','ref':'1'}");

        assertThat(bob.nextOf("error", "ok").at("/problem/type").asText())
                .isEqualTo("urn:pawn:problem:too-many-requests");
        bob.assertNothingMore();
    }
}
