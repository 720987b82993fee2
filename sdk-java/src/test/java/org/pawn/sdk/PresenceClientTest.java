package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class PresenceClientTest {
    private static final String FULL = """
            {"address":"alice@example.com","availability":"Busy","activity":"InAMeeting","activities":["InAMeeting"],
             "idle":false,"since":"2030-03-04T09:00:00Z","note":{"text":"Board room","lang":"en"},"outOfOffice":null,
             "timeZone":"Europe/Berlin",
             "schedule":{"state":"busy","until":"2030-03-04T10:00:00Z","freeAt":"2030-03-04T10:00:00Z"},
             "workLocation":null,"lastActive":"2030-03-04T08:55:00Z",
             "devices":[{"kind":"desktop","availability":"Available","capabilities":["message","audio"]}],
             "version":"5f0c"}""";
    private static final String SPARSE =
            "{\"address\":\"bob@example.com\",\"availability\":\"Offline\",\"version\":\"1\"}";

    private final ScriptedServer server = new ScriptedServer();
    private final PresenceClient client = server.client().build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Nested
    final class GivenTheServerTellsEverything {
        @Test
        void everyFieldOfTheContractIsRead() {
            server.answers(FULL);

            Presence alice = client.presence("alice@example.com");

            assertThat(alice.availability()).isEqualTo(Availability.BUSY);
            assertThat(alice.activity()).contains(Activity.IN_A_MEETING);
            assertThat(alice.since()).contains(Instant.parse("2030-03-04T09:00:00Z"));
            assertThat(alice.note()).contains(new Note("Board room", Optional.of("en"), Optional.empty()));
            assertThat(alice.outOfOffice()).isEmpty();
            assertThat(alice.timeZone()).contains(ZoneId.of("Europe/Berlin"));
            assertThat(alice.schedule().orElseThrow().state()).isEqualTo(Schedule.State.BUSY);
            assertThat(alice.schedule().orElseThrow().freeAt()).contains(Instant.parse("2030-03-04T10:00:00Z"));
            assertThat(alice.lastActive()).contains(Instant.parse("2030-03-04T08:55:00Z"));
            assertThat(alice.devices())
                    .containsExactly(new Device("desktop", Availability.AVAILABLE, List.of("message", "audio")));
            assertThat(alice.version()).isEqualTo("5f0c");
        }

        @Test
        void theRequestCarriesTheTokenAndTheAddress() {
            server.answers(FULL);

            client.presence("alice@example.com");

            RecordedRequest asked = server.asked();
            assertThat(asked.getTarget()).isEqualTo("/v1/presence/alice@example.com");
            assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
        }
    }

    @Nested
    final class GivenTheServerTellsLittle {
        @Test
        void whatIsAbsentIsEmpty() {
            server.answers(SPARSE);

            assertThat(client.presence("bob@example.com"))
                    .isEqualTo(new Presence(
                            "bob@example.com",
                            Availability.OFFLINE,
                            List.of(),
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            false,
                            Optional.empty(),
                            "1"));
        }
    }

    @Nested
    final class GivenANewerServer {
        @Test
        void unknownWordsReadAsUnknownAndAsNone() {
            server.answers("{\"address\":\"bob@example.com\",\"availability\":\"Levitating\",\"activity\":\"Yoga\","
                    + "\"activities\":[\"Yoga\",\"Lunch\"],\"schedule\":{\"state\":\"perhaps\",\"until\":null},"
                    + "\"timeZone\":\"Mars/Olympus\",\"new\":{},\"version\":\"2\"}");

            Presence bob = client.presence("bob@example.com");

            assertThat(bob.availability()).isEqualTo(Availability.UNKNOWN);
            assertThat(bob.activities()).containsExactly(Activity.LUNCH);
            assertThat(bob.schedule().orElseThrow().state()).isEqualTo(Schedule.State.UNKNOWN);
            assertThat(bob.timeZone()).isEmpty();
        }
    }

    @Nested
    final class GivenManyPeople {
        private final String bothKinds = "{\"items\":[{\"requested\":\"sip:Bob@example.com\",\"presence\":" + SPARSE
                + "},{\"requested\":\"x@example.com\",\"problem\":{\"type\":\"urn:pawn:problem:not-visible\","
                + "\"title\":\"Not visible\",\"status\":403}}]}";

        @Test
        void aFewAreAskedForInOneReadAndComeInOrderWithTheirProblems() {
            server.answers(bothKinds);

            List<PresenceItem> items = client.presences(List.of("sip:Bob@example.com", "x@example.com"));

            assertThat(server.asked().getTarget())
                    .isEqualTo("/v1/presence?address=sip%3ABob%40example.com&address=x%40example.com");
            assertThat(items.get(0).requested()).isEqualTo("sip:Bob@example.com");
            assertThat(items.get(0).presence().orElseThrow().address()).isEqualTo("bob@example.com");
            assertThat(items.get(1).problem().orElseThrow().name()).isEqualTo("not-visible");
        }

        @Test
        void moreThanFiftyAreABatch() {
            server.answers(bothKinds);

            client.presences(addresses(51));

            RecordedRequest asked = server.asked();
            assertThat(asked.getRequestLine()).startsWith("POST /v1/presence:batch ");
            assertThat(asked.getBody().utf8()).startsWith("{\"addresses\":[\"p0@example.com\",");
        }

        @Test
        void moreThanTenThousandAreSeveralBatchesInOrder() {
            server.answers(bothKinds).answers(bothKinds);

            List<PresenceItem> items = client.presences(addresses(10_051));

            assertThat(items).hasSize(4);
            assertThat(server.timesAsked()).isEqualTo(2);
        }

        @Test
        void nobodyIsNoRequest() {
            assertThat(client.presences(List.of())).isEmpty();
            assertThat(server.timesAsked()).isZero();
        }

        private static List<String> addresses(int count) {
            return IntStream.range(0, count)
                    .mapToObj(each -> "p" + each + "@example.com")
                    .collect(Collectors.toList());
        }
    }

    @Nested
    final class GivenSomethingToSay {
        @Test
        void aManualStateIsSentAndTheAnswerTellsWhatShows() {
            server.answers("{\"manual\":{\"availability\":\"Busy\",\"since\":\"2030-03-04T09:00:00Z\","
                    + "\"until\":\"2030-03-04T09:10:00Z\"},\"effective\":" + SPARSE + ",\"why\":\"not signed in\"}");

            ManualAnswer answer = client.setManual(
                    "bob@example.com",
                    ManualState.of(Availability.BUSY).noting("Deep work").lasting(Duration.ofMinutes(10)));

            RecordedRequest asked = server.asked();
            assertThat(asked.getRequestLine()).startsWith("PUT /v1/presence/bob@example.com/manual ");
            assertThat(asked.getBody().utf8())
                    .isEqualTo("{\"availability\":\"Busy\",\"note\":{\"text\":\"Deep work\"},\"for\":\"PT10M\"}");
            assertThat(answer.manual().orElseThrow().until()).contains(Instant.parse("2030-03-04T09:10:00Z"));
            assertThat(answer.effective().availability()).isEqualTo(Availability.OFFLINE);
            assertThat(answer.why()).isEqualTo("not signed in");
        }

        @Test
        void aClearedManualStateIsEmpty() {
            server.answers("{\"manual\":null,\"effective\":" + SPARSE + ",\"why\":\"\"}");

            assertThat(client.clearManual("bob@example.com").manual()).isEmpty();
        }

        @Test
        void aSessionIsPublishedAndEnded() {
            server.answers("{\"session\":{\"id\":\"crm 17\",\"application\":\"crm\",\"availability\":\"Busy\","
                            + "\"activity\":\"Presenting\",\"expiresAt\":\"2030-03-04T09:05:00Z\"},\"effective\":"
                            + SPARSE
                            + ",\"why\":\"\"}")
                    .answersNothing();

            SessionAnswer answer = client.publish(
                    "bob@example.com",
                    "crm 17",
                    SessionState.of(Availability.BUSY)
                            .doing(Activity.PRESENTING)
                            .lasting(Duration.ofMinutes(5)));
            client.endSession("bob@example.com", "crm 17");

            assertThat(answer.expiresAt()).isEqualTo(Instant.parse("2030-03-04T09:05:00Z"));
            assertThat(server.asked().getBody().utf8())
                    .isEqualTo("{\"availability\":\"Busy\",\"activity\":\"Presenting\",\"expires\":\"PT5M\"}");
            assertThat(server.asked().getRequestLine())
                    .startsWith("DELETE /v1/presence/bob@example.com/sessions/crm%2017 ");
        }

        @Test
        void anAddressCannotNameAnotherPlace() {
            assertThatThrownBy(() -> client.presence("..")).isInstanceOf(IllegalArgumentException.class);
            server.answers(SPARSE);
            client.presence("a/../../admin@example.com");
            assertThat(server.asked().getTarget()).isEqualTo("/v1/presence/a%2F..%2F..%2Fadmin@example.com");
        }
    }

    @Nested
    final class GivenSomebodyLooksOn {
        @Test
        void watchersAreReadWithWhereTheyStandAndHowTheyWereClassed() {
            server.answers("{\"items\":[{\"id\":\"1f\",\"viewer\":{\"kind\":\"person\",\"name\":\"bob@example.com\"},"
                    + "\"state\":\"pending\",\"event\":\"subscribe\",\"since\":\"2030-03-04T09:00:00Z\","
                    + "\"surface\":\"sip\",\"handling\":\"confirm\"},"
                    + "{\"id\":\"1g\",\"viewer\":{\"kind\":\"application\",\"name\":\"wiki\"},"
                    + "\"state\":\"active\",\"event\":\"subscribe\",\"since\":\"2030-03-04T08:00:00Z\","
                    + "\"surface\":\"feed\",\"handling\":\"allow\",\"level\":\"Team\"}],\"nextCursor\":\"c1\"}");

            Page<Watcher> page = client.watchers("alice@example.com");

            assertThat(server.asked().getTarget()).isEqualTo("/v1/people/alice@example.com/watchers?limit=1000");
            assertThat(page.items())
                    .containsExactly(
                            new Watcher(
                                    "1f",
                                    new Viewer(Viewer.Kind.PERSON, "bob@example.com"),
                                    Watcher.State.PENDING,
                                    "subscribe",
                                    Instant.parse("2030-03-04T09:00:00Z"),
                                    "sip",
                                    "confirm",
                                    Optional.empty()),
                            new Watcher(
                                    "1g",
                                    new Viewer(Viewer.Kind.APPLICATION, "wiki"),
                                    Watcher.State.ACTIVE,
                                    "subscribe",
                                    Instant.parse("2030-03-04T08:00:00Z"),
                                    "feed",
                                    "allow",
                                    Optional.of(Level.TEAM)));
            assertThat(page.nextCursor()).contains("c1");
        }

        @Test
        void wordsOfANewerServerReadAsUnknownOrAsTheyAre() {
            server.answers(
                    "{\"items\":[{\"id\":\"1\",\"viewer\":{\"kind\":\"robot\",\"name\":\"r\"},\"state\":\"asleep\","
                            + "\"since\":\"2030-03-04T09:00:00Z\",\"surface\":\"xmpp\",\"handling\":\"allow\","
                            + "\"level\":\"Self\"}],\"nextCursor\":null}");

            Watcher watcher = client.watchers("alice@example.com", "c1").items().get(0);

            assertThat(server.asked().getTarget()).endsWith("/watchers?limit=1000&cursor=c1");
            assertThat(watcher.state()).isEqualTo(Watcher.State.UNKNOWN);
            assertThat(watcher.viewer().kind()).isEqualTo(Viewer.Kind.UNKNOWN);
            assertThat(watcher.surface()).isEqualTo("xmpp");
            assertThat(watcher.level()).isEmpty();
        }

        @Test
        void looksAreReadPageByPage() {
            server.answers("{\"items\":[{\"viewer\":{\"kind\":\"guest\",\"name\":\"fair\"},\"kind\":\"presence\","
                            + "\"surface\":\"rest\",\"outcome\":\"refused\",\"first\":\"2030-03-04T09:00:00Z\","
                            + "\"last\":\"2030-03-04T09:30:00Z\",\"count\":3}],\"nextCursor\":\"c2\"}")
                    .answers("{\"items\":[],\"nextCursor\":null}");

            Page<Look> first = client.looks("alice@example.com");
            Page<Look> second =
                    client.looks("alice@example.com", first.nextCursor().orElseThrow());

            assertThat(server.asked().getTarget()).isEqualTo("/v1/people/alice@example.com/looks?limit=1000");
            assertThat(server.asked().getTarget()).isEqualTo("/v1/people/alice@example.com/looks?limit=1000&cursor=c2");
            assertThat(first.items())
                    .containsExactly(new Look(
                            new Viewer(Viewer.Kind.GUEST, "fair"),
                            "presence",
                            "rest",
                            "refused",
                            Instant.parse("2030-03-04T09:00:00Z"),
                            Instant.parse("2030-03-04T09:30:00Z"),
                            3));
            assertThat(second.items()).isEmpty();
            assertThat(second.nextCursor()).isEmpty();
        }
    }

    @Nested
    final class GivenAServerUnderAPath {
        @Test
        void everythingHangsBelowIt() {
            server.answers(SPARSE);
            try (PresenceClient below =
                    PresenceClient.at(server.address() + "/pawn/").token("t").build()) {
                below.presence("bob@example.com");
            }

            assertThat(server.asked().getTarget()).isEqualTo("/pawn/v1/presence/bob@example.com");
        }
    }
}
