package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/**
 * Every relation on every surface for every field of Alice (RFC 5025 section 3.3): what a level does not see is nowhere
 * in what came, and a polite block is somebody signed out, byte for byte.
 */
final class PrivacyMatrixTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALICE = "alice@example.com";
    private static final String SECRET = "a secret";

    /** What gives a field away in any format, and the least level that may see it. */
    private static final Map<String, Level> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("InAMeeting", Level.COMPANY);
        FIELDS.put("rpid:meeting", Level.COMPANY);
        FIELDS.put("Note for colleagues", Level.COMPANY);
        FIELDS.put("Back after the fair", Level.COMPANY);
        FIELDS.put("America/Halifax", Level.COMPANY);
        FIELDS.put("2030-03-04T09:50:00Z", Level.COMPANY); // the schedule's end of the meeting
        FIELDS.put("20300304T095000Z", Level.COMPANY); // the same as calendars write it
        FIELDS.put("08:30 to 09:50", Level.COMPANY); // and as the grid says it
        FIELDS.put("Bridge engineer", Level.COMPANY);
        FIELDS.put("+4930123", Level.COMPANY);
        FIELDS.put("Home office 7", Level.TEAM);
        FIELDS.put("\"kind\":\"desktop\"", Level.TEAM);
        FIELDS.put("sip:alice@192.0.2.77", Level.PERSONAL);
        FIELDS.put("+49170999", Level.PERSONAL);
        FIELDS.put("Secret merger", Level.SELF);
    }

    @TempDir
    private Path data;

    private TestServer server;
    private SettableTime time;
    private final Map<String, Viewer> viewers = new TreeMap<>();
    private SipUser alicesPhone;
    private Viewer admin;
    private Viewer alice;

    @BeforeEach
    void aliceHasEverythingAndEverybodyLooks() throws Exception {
        time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
        server = TestServer.start(data, Map.of("presence.notifyInterval", "PT0S"), time);
        for (String name : List.of("alice", "bob", "carol", "user4", "user5", "user6", "user7")) {
            server.person(name + "@example.com", name, SECRET);
        }
        server.group(new Group(
                "bridges",
                "Bridges",
                true,
                List.of(AddressOfRecord.parse(ALICE), AddressOfRecord.parse("bob@example.com"))));
        admin = new Viewer(server, server.adminToken(), "", "");
        alice = viewer("alice");
        aliceHasEverything();
        viewers.put("team mate", viewer("bob"));
        viewers.put("colleague", viewer("carol"));
        viewers.put("close friend", viewer("user7"));
        viewers.put("politely blocked", viewer("user4"));
        viewers.put("blocked", viewer("user5"));
        viewers.put("not let in yet", viewer("user6"));
        viewers.put("guest", new Viewer(server, guestToken(), "", ""));
        viewers.put("administrator", admin);
        alicesRule("user7", "{\"handling\":\"allow\",\"level\":\"Personal\"}");
        alicesRule("user4", "{\"handling\":\"politeBlock\"}");
        alicesRule("user5", "{\"handling\":\"block\"}");
        alicesRule("user6", "{\"handling\":\"confirm\"}");
    }

    @AfterEach
    void stop() {
        viewers.values().forEach(Viewer::close);
        alice.close();
        alicesPhone.close();
        server.close();
    }

    private Viewer viewer(String name) throws Exception {
        Viewer nobody = new Viewer(server, "", "", "");
        HttpResponse<String> signedIn = nobody.post(
                "/v1/sign-in", "{\"address\":\"" + name + "@example.com\",\"password\":\"" + SECRET + "\"}");
        String token = JSON.readTree(signedIn.body()).path("token").asText();
        return new Viewer(server, token, name, SECRET);
    }

    private String guestToken() throws Exception {
        HttpResponse<String> minted = admin.post(
                "/v1/tokens",
                "{\"viewer\":{\"guest\":\"visitor\",\"level\":\"External\"},"
                        + "\"scopes\":[\"presence.read\",\"people.read\",\"freebusy.read\"]}");
        return JSON.readTree(minted.body()).path("token").asText();
    }

    private void aliceHasEverything() {
        done(admin.call(
                "PATCH",
                "/v1/people/" + ALICE,
                "{\"title\":\"Bridge engineer\",\"workPhones\":[\"+4930123\"],\"privatePhones\":[\"+49170999\"],"
                        + "\"timeZone\":\"America/Halifax\"}"));
        String[] address = server.sip().split(":");
        alicesPhone = new SipUser(
                SipTestClient.udp(new InetSocketAddress(address[0], Integer.parseInt(address[1]))), "alice", SECRET);
        alicePublishes("");
        String own = "/v1/presence/" + ALICE;
        done(alice.call("PUT", own + "/note", "{\"text\":\"Note for colleagues\"}"));
        done(alice.call("PUT", own + "/out-of-office", "{\"text\":\"Back after the fair\",\"for\":\"P3D\"}"));
        done(alice.call("PUT", own + "/work-location", "{\"place\":\"Home office 7\"}"));
        done(alice.call(
                "PUT",
                "/v1/people/" + ALICE + "/calendars/work",
                String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Pawn//test//EN",
                        "BEGIN:VEVENT",
                        "UID:1@example.com",
                        "DTSTAMP:20300101T000000Z",
                        "DTSTART:20300304T083000Z",
                        "DTEND:20300304T095000Z",
                        "SUMMARY:Secret merger",
                        "ORGANIZER:mailto:alice@example.com",
                        "ATTENDEE:mailto:bob@example.com",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        ""),
                "Content-Type",
                "text/calendar"));
    }

    /** Her phone, with a contact of its own and what it can do. */
    private void alicePublishes(String activities) {
        String answer = alicesPhone
                .request("PUBLISH", "sip:" + ALICE)
                .with("Event", "presence")
                .with("Expires", "3600")
                .body(
                        "application/pidf+xml",
                        SipUser.pidf("alice", "open", activities)
                                .replace(
                                        "</status></tuple>",
                                        "</status><contact>sip:alice@192.0.2.77</contact></tuple>"))
                .sendSigned();
        assertThat(SipTestClient.status(answer)).isEqualTo(200);
    }

    private void alicesRule(String viewer, String rule) {
        done(alice.call("PUT", "/v1/people/" + ALICE + "/privacy/people/" + viewer + "@example.com", rule));
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static Level level(String relation) {
        return switch (relation) {
            case "close friend", "administrator" -> Level.PERSONAL;
            case "team mate" -> Level.TEAM;
            case "colleague" -> Level.COMPANY;
            case "guest" -> Level.EXTERNAL;
            default -> Level.BLOCKED;
        };
    }

    @Test
    void noSurfaceGivesAwayWhatALevelDoesNotSee() {
        viewers.forEach((relation, viewer) -> viewer.everySurface(ALICE).forEach((surface, text) -> {
            boolean isDirectory = relation.equals("politely blocked");
            FIELDS.forEach((field, least) -> {
                boolean ofTheDirectory = List.of("Bridge engineer", "+4930123", "America/Halifax")
                        .contains(field);
                if (!level(relation).atLeast(least) && !(isDirectory && ofTheDirectory)) {
                    assertThat(text).as(relation + " on " + surface).doesNotContain(field);
                }
            });
        }));
    }

    @Test
    void everyLevelSeesAllThatIsItsOwn() {
        viewers.forEach((relation, viewer) -> {
            if (level(relation) == Level.BLOCKED) {
                return;
            }
            String seen = String.join("\n", viewer.everySurface(ALICE).values());
            assertThat(seen).as(relation).contains("\"availability\":\"Busy\"");
            FIELDS.forEach((field, least) -> {
                boolean bySip = field.startsWith("rpid:") || field.startsWith("sip:") || field.startsWith("\"kind\"");
                if (level(relation).atLeast(least) && !bySip) {
                    assertThat(seen).as(relation).contains(field);
                }
            });
        });
    }

    @Test
    void whoIsBlockedOrWaitsLearnsNoMoreThanWhoAsksForNobody() throws Exception {
        for (String relation : List.of("blocked", "not let in yet")) {
            Viewer viewer = viewers.get(relation);
            HttpResponse<String> answer = viewer.get("/v1/presence/" + ALICE);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(JSON.readTree(answer.body()).path("type").asText()).endsWith("not-visible");
            Map<String, String> seen = viewer.everySurface(ALICE);
            assertThat(seen.get("search")).doesNotContain(ALICE);
            assertThat(seen.get("members")).doesNotContain(ALICE);
            assertThat(JSON.readTree(seen.get("recognize")).path("spans")).isEmpty();
        }
    }

    @Test
    void aBlockedPhoneIsRefusedAndOneThatWaitsIsPending() {
        String refused = viewers.get("blocked").phone().subscribe("alice", 60).sendSigned();
        assertThat(SipTestClient.status(refused)).isEqualTo(403);

        SipUser waiting = viewers.get("not let in yet").phone();
        assertThat(SipTestClient.status(waiting.subscribe("alice", 60).sendSigned()))
                .isEqualTo(200);
        String pending = waiting.client.awaitRequest("NOTIFY");
        assertThat(SipTestClient.header(pending, "Subscription-State").orElseThrow())
                .startsWith("pending");
        assertThat(SipTestClient.body(pending)).isEmpty();

        alicesRule("user6", "{\"handling\":\"allow\",\"level\":\"Company\"}");
        String let = waiting.client.awaitRequest("NOTIFY");
        assertThat(SipTestClient.header(let, "Subscription-State").orElseThrow())
                .startsWith("active");
        assertThat(SipTestClient.body(let)).contains("<basic>open</basic>");
    }

    @Test
    void aPoliteBlockIsSomebodySignedOutByteForByte() throws Exception {
        Viewer blocked = viewers.get("politely blocked");
        done(admin.call(
                "PATCH",
                "/v1/people/carol@example.com",
                "{\"title\":\"Bridge engineer\",\"workPhones\":[\"+4930123\"],\"timeZone\":\"America/Halifax\"}"));
        server.desk("carol@example.com");
        String carol = "/v1/presence/carol@example.com";
        done(viewer("carol").call("PUT", carol + "/manual", "{\"availability\":\"Offline\",\"for\":\"PT1H\"}"));

        Map<String, String> disguised = blocked.everySurface(ALICE);
        Map<String, String> signedOut = blocked.everySurface("carol@example.com");

        for (String surface : List.of(
                "presence",
                "text",
                "pidf",
                "batch",
                "icon",
                "freebusy",
                "availability",
                "vfreebusy",
                "too long a window",
                "ifb",
                "ics",
                "freebusy batch",
                "meeting-times",
                "grid",
                "itip")) {
            assertThat(plain(disguised.get(surface)))
                    .as(surface)
                    .isEqualTo(plain(signedOut.get(surface).replace("carol", "alice")));
        }
        assertThat(blocked.get("/v1/presence/" + ALICE).headers().map().keySet())
                .isEqualTo(blocked.get(carol).headers().map().keySet());
    }

    /** Without what differs between any two people and any two answers. */
    private static String plain(String text) {
        return text.replaceAll("\"version\":\"[^\"]{16}\"", "\"version\":\"…\"")
                .replaceAll("\"asOf\":(null|\"[^\"]*\")", "\"asOf\":…")
                .replaceAll("UID:[^\r]{20}", "UID:…");
    }

    @Test
    void fiftyTogglesTellABlockedWatcherNothing() {
        Viewer blocked = viewers.get("politely blocked");
        try (Viewer.Feed feed = blocked.feed();
                Viewer.Feed control = viewers.get("colleague").feed()) {
            feed.watch(ALICE);
            JsonNode before = feed.next("snapshot");
            control.watch(ALICE);
            control.next("snapshot");
            assertThat(SipTestClient.status(
                            blocked.phone().subscribe("alice", 600).sendSigned()))
                    .isEqualTo(200);
            assertThat(SipTestClient.body(blocked.phone().client.awaitRequest("NOTIFY")))
                    .contains("<basic>closed</basic>");
            HttpResponse<String> held = blocked.get("/v1/presence/" + ALICE);
            String tag = held.headers().firstValue("ETag").orElseThrow();

            for (int toggle = 0; toggle < 50; toggle++) {
                String note = "{\"text\":\"toggle " + toggle + "\"}";
                done(alice.call("PUT", "/v1/presence/" + ALICE + "/note", note));
                control.next("presence");
                assertThat(blocked.get("/v1/presence/" + ALICE, "If-None-Match", tag)
                                .statusCode())
                        .isEqualTo(304);
            }
            alicesRule("user4", "{\"handling\":\"allow\",\"level\":\"Company\"}");

            JsonNode first = feed.nextOfAny();
            assertThat(first.path("presence").path("note").path("text").asText())
                    .as("the first frame after " + before)
                    .isEqualTo("toggle 49");
            assertThat(SipTestClient.body(blocked.phone().client.awaitRequest("NOTIFY")))
                    .contains("toggle 49");
            assertThat(blocked.get("/v1/presence/" + ALICE, "If-None-Match", tag)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRevokeEndsTheOpenFeedTheSubscriptionAndTheCachedAnswer() {
        Viewer colleague = viewers.get("colleague");
        try (Viewer.Feed feed = colleague.feed()) {
            feed.watch(ALICE);
            feed.next("snapshot");
            assertThat(SipTestClient.status(
                            colleague.phone().subscribe("alice", 600).sendSigned()))
                    .isEqualTo(200);
            colleague.phone().client.awaitRequest("NOTIFY");
            String tag = colleague
                    .get("/v1/presence/" + ALICE)
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();

            alicesRule("carol", "{\"handling\":\"block\"}"); // the server's clock stands still from here on

            assertThat(feed.nextOfAny().toString()).contains("not-visible");
            String last = colleague.phone().client.awaitRequest("NOTIFY");
            assertThat(SipTestClient.header(last, "Subscription-State")).contains("terminated;reason=rejected");
            assertThat(SipTestClient.body(last)).isEmpty();
            assertThat(colleague
                            .get("/v1/presence/" + ALICE, "If-None-Match", tag)
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void manualOfflineHidesWhatEveryoneElseSees() {
        done(alice.call("PUT", "/v1/presence/" + ALICE + "/manual", "{\"availability\":\"Offline\",\"for\":\"PT1H\"}"));

        viewers.forEach((relation, viewer) -> viewer.everySurface(ALICE).forEach((surface, text) -> {
            for (String field : List.of("InAMeeting", "rpid:meeting", "Note for colleagues", "sip:alice@192.0.2.77")) {
                assertThat(text).as(relation + " on " + surface).doesNotContain(field);
            }
            assertThat(text)
                    .as(relation + " on " + surface)
                    .doesNotContain("<basic>open</basic>")
                    .doesNotContain("\"availability\":\"Busy\"");
        }));
        assertThat(alice.get("/v1/me/presence").body())
                .contains("\"availability\":\"Busy\"")
                .contains("\"appearsAs\"");
    }
}
