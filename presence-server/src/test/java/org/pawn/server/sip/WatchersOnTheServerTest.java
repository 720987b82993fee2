package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/** Who watches Alice and who looked, over SIP, the feed and REST alike (RFC 3857). */
@Timeout(90)
final class WatchersOnTheServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a secret";
    private static final String ALICE = "/v1/people/alice@example.com";
    private static final String PRESENCE = "/v1/presence/alice@example.com";

    @TempDir
    private Path data;

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final Map<String, Viewer> viewers = new LinkedHashMap<>();
    private TestServer server;
    private Viewer admin;

    @BeforeEach
    void start() {
        server = TestServer.start(data, Map.of("presence.notifyInterval", "PT0S"), time);
        admin = new Viewer(server, server.adminToken(), "", "");
        for (String name : List.of("alice", "bob", "carol", "user4")) {
            person(name);
        }
    }

    @AfterEach
    void stop() {
        viewers.values().forEach(Viewer::close);
        server.close();
    }

    private void person(String name) {
        server.person(name + "@example.com", name, SECRET);
        Viewer before = viewers.put(name, signedIn(name));
        if (before != null) {
            before.close();
        }
    }

    private Viewer signedIn(String name) {
        JsonNode answer = json(new Viewer(server, "", "", "")
                .post("/v1/sign-in", "{\"address\":\"" + name + "@example.com\",\"password\":\"" + SECRET + "\"}"));
        return new Viewer(server, answer.path("token").asText(), name, SECRET);
    }

    private Viewer viewer(String name) {
        return viewers.get(name);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }

    private List<JsonNode> watchers() {
        return items(ALICE + "/watchers");
    }

    private List<JsonNode> looks() {
        return items(ALICE + "/looks");
    }

    private List<JsonNode> items(String list) {
        List<JsonNode> items = new ArrayList<>();
        json(viewer("alice").get(list)).path("items").forEach(items::add);
        return items;
    }

    private static Function<JsonNode, Object> member(String pointer) {
        return node -> node.at(pointer).asText();
    }

    private void aliceSays(String viewer, String rule) {
        json(viewer("alice").call("PUT", ALICE + "/privacy/people/" + viewer + "@example.com", rule));
    }

    /** Subscribes, takes the first NOTIFY, and gives what ends it. */
    private static Runnable subscribe(SipUser user, String state) {
        SipUser.Request request = user.subscribe("alice", 600);
        String answer = request.sendSigned();
        assertThat(status(answer)).isEqualTo(200);
        String first = user.client.awaitRequest("NOTIFY");
        assertThat(header(first, "Subscription-State").orElseThrow()).startsWith(state);
        return () -> {
            String ended = user.subscribe("alice", 0)
                    .with("From", header(request.text(), "From").orElseThrow())
                    .with("To", header(answer, "To").orElseThrow())
                    .with("Call-ID", header(answer, "Call-ID").orElseThrow())
                    .sendSigned();
            assertThat(status(ended)).isEqualTo(200);
            assertThat(header(user.client.awaitRequest("NOTIFY"), "Subscription-State"))
                    .contains("terminated;reason=timeout");
        };
    }

    private void nobodyWatchesSoon() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(watchers()).isEmpty());
    }

    @Test
    void whoeverLooksBySipFeedOrRestAppearsInOneListAndWhoLeavesIsGone() {
        Runnable unsubscribe = subscribe(viewer("bob").phone(), "active");
        try (Viewer.Feed feed = viewer("carol").feed()) {
            feed.watch("alice@example.com");
            feed.next("snapshot");
            json(viewer("user4").get(PRESENCE));
            json(admin.get("/v1/people/alice@example.com/freebusy?from=2030-03-04T09:00:00Z&to=2030-03-04T10:00:00Z"));

            assertThat(watchers())
                    .extracting(member("/viewer/name"), member("/state"), member("/surface"), member("/level"))
                    .containsExactlyInAnyOrder(
                            tuple("bob@example.com", "active", "sip", "Company"),
                            tuple("carol@example.com", "active", "feed", "Company"));
            assertThat(looks())
                    .extracting(member("/viewer/name"), member("/kind"), member("/surface"), member("/outcome"))
                    .containsExactlyInAnyOrder(
                            tuple("bob@example.com", "watch", "sip", "shown"),
                            tuple("carol@example.com", "watch", "feed", "shown"),
                            tuple("user4@example.com", "presence", "rest", "shown"),
                            tuple("server administrator (admin-token)", "freebusy", "rest", "shown"));

            unsubscribe.run();
            feed.unwatch();

            nobodyWatchesSoon();
            assertThat(looks()).hasSize(4);
        }
    }

    @Test
    void aFeedThatIsCutIsNoWatcherAnyMore() {
        try (Viewer.Feed feed = viewer("carol").feed()) {
            feed.watch("alice@example.com");
            feed.next("snapshot");
            assertThat(watchers()).hasSize(1);
        }

        nobodyWatchesSoon();
    }

    @Test
    void whoAsksIsPendingInAlicesListUntilSheLetsThemInAndThenActiveAtOnce() {
        aliceSays("bob", "{\"handling\":\"confirm\"}");
        SipUser bob = viewer("bob").phone();
        subscribe(bob, "pending");
        JsonNode asking = watchers().get(0);
        assertThat(asking.path("state").asText()).isEqualTo("pending");
        assertThat(asking.path("event").asText()).isEqualTo("subscribe");
        assertThat(asking.path("handling").asText()).isEqualTo("confirm");
        assertThat(looks()).extracting(member("/outcome")).containsExactly("pending");

        String name = asking.at("/viewer/name").asText();
        json(viewer("alice")
                .call("PUT", ALICE + "/privacy/people/" + name, "{\"handling\":\"allow\",\"level\":\"Team\"}"));

        String let = bob.client.awaitRequest("NOTIFY");
        assertThat(header(let, "Subscription-State").orElseThrow()).startsWith("active");
        assertThat(body(let)).contains("<basic>closed</basic>");
        assertThat(watchers())
                .extracting(member("/id"), member("/state"), member("/event"), member("/level"))
                .containsExactly(tuple(asking.path("id").asText(), "active", "approved", "Team"));
    }

    @Test
    void whoWasNotLetInAndLeftStillWaitsAndAFeedThatIsRefusedDoesToo() {
        aliceSays("bob", "{\"handling\":\"confirm\"}");
        aliceSays("carol", "{\"handling\":\"confirm\"}");
        subscribe(viewer("bob").phone(), "pending").run();
        try (Viewer.Feed feed = viewer("carol").feed()) {
            feed.watch("alice@example.com");
            feed.next("snapshot");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(watchers())
                            .extracting(member("/viewer/name"), member("/state"), member("/surface"))
                            .containsExactlyInAnyOrder(
                                    tuple("bob@example.com", "waiting", "sip"),
                                    tuple("carol@example.com", "waiting", "feed")));

            aliceSays("carol", "{\"handling\":\"allow\",\"level\":\"Company\"}");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(watchers())
                            .extracting(member("/viewer/name"), member("/state"))
                            .containsExactly(
                                    tuple("bob@example.com", "waiting"), tuple("carol@example.com", "active")));
        }
    }

    @Test
    void aPoliteBlockIsToldToAliceAndNothingOfItToTheWatcher() {
        aliceSays("bob", "{\"handling\":\"politeBlock\"}");
        server.desk("alice@example.com");

        String answer = viewer("bob").phone().subscribe("alice", 600).sendSigned();
        String notify = viewer("bob").phone().client.awaitRequest("NOTIFY");

        assertThat(status(answer)).isEqualTo(200);
        assertThat(header(notify, "Subscription-State").orElseThrow()).startsWith("active");
        assertThat(body(notify)).contains("<basic>closed</basic>");
        assertThat(watchers())
                .extracting(member("/state"), member("/handling"), member("/level"))
                .containsExactly(tuple("active", "politeBlock", ""));
        assertThat(looks()).extracting(member("/outcome")).containsExactly("disguised");
    }

    @Test
    void aBlockedPhoneIsInNoListAndThatItAskedIsNoted() {
        aliceSays("bob", "{\"handling\":\"block\"}");

        assertThat(status(viewer("bob").phone().subscribe("alice", 600).sendSigned()))
                .isEqualTo(403);

        assertThat(watchers()).isEmpty();
        assertThat(looks())
                .extracting(member("/kind"), member("/surface"), member("/outcome"))
                .containsExactly(tuple("watch", "sip", "refused"));
    }

    @Test
    void aFetchBySipIsALookAndNoWatch() {
        assertThat(status(viewer("bob").phone().subscribe("alice", 0).sendSigned()))
                .isEqualTo(200);
        viewer("bob").phone().client.awaitRequest("NOTIFY");

        nobodyWatchesSoon();
        assertThat(looks()).extracting(member("/kind"), member("/surface")).containsExactly(tuple("presence", "sip"));
    }

    @Test
    void ofSomebodyWhoIsRemovedNothingRemainsInEitherDirection() {
        subscribe(viewer("bob").phone(), "active");
        aliceSays("carol", "{\"handling\":\"confirm\"}");
        subscribe(viewer("carol").phone(), "pending").run();
        json(viewer("bob").get(PRESENCE));
        json(viewer("alice").get("/v1/presence/bob@example.com"));
        assertThat(looks()).hasSize(3);

        json204(admin.call("DELETE", "/v1/admin/people/bob@example.com", ""));
        json204(admin.call("DELETE", "/v1/admin/people/carol@example.com", ""));

        nobodyWatchesSoon();
        assertThat(looks()).isEmpty();
        person("bob");
        assertThat(json(viewer("bob").get("/v1/people/bob@example.com/looks")).path("items"))
                .isEmpty();

        json(viewer("bob").get(PRESENCE));
        json204(admin.call("DELETE", "/v1/admin/people/alice@example.com", ""));
        person("alice");

        assertThat(looks()).isEmpty();
        assertThat(watchers()).isEmpty();
    }

    private static void json204(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    @Test
    void whoLookedIsKnownAfterARestartToo() {
        json(viewer("bob").get(PRESENCE));

        viewers.values().forEach(Viewer::close);
        server.close();
        server = TestServer.start(data, Map.of(), time);
        viewers.put("alice", signedIn("alice"));

        assertThat(looks()).extracting(member("/viewer/name")).containsExactly("bob@example.com");
    }

    @Test
    void whereItIsSwitchedOffNobodyIsNotedAndWatchersAreListedAllTheSame() {
        viewers.values().forEach(Viewer::close);
        server.close();
        server = TestServer.start(data, Map.of("presence.looksKept", "PT0S"), time);
        viewers.put("alice", signedIn("alice"));
        viewers.put("bob", signedIn("bob"));

        subscribe(viewer("bob").phone(), "active");

        assertThat(watchers()).hasSize(1);
        assertThat(looks()).isEmpty();
    }
}
