package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/**
 * What a person writes by XCAP, with nothing but their SIP password, is what everybody gets on every surface at once, and
 * the reverse (RFC 4825, 4826, 4827, 5025). The server's clock stands still: nothing is waited for or looked up later.
 */
final class XcapEverywhereTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALICE = "alice@example.com";
    private static final String SECRET = "a secret";
    private static final String RULES = "application/auth-policy+xml";
    private static final String ELEMENT = "application/xcap-el+xml";

    @TempDir
    private Path data;

    private SettableTime time;
    private TestServer server;
    private XcapUser xcap;
    private Viewer alice;
    private Viewer bob;

    @BeforeEach
    void aliceIsAtHerDeskAndBobLooks() {
        start();
        server.person(ALICE, "Alice Example", SECRET);
        server.person("bob@example.com", "Bob Example", SECRET);
        server.desk(ALICE);
        signIn();
    }

    private void start() {
        time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
        server = TestServer.start(data, Map.of("presence.notifyInterval", "PT0S"), time);
    }

    private void signIn() {
        xcap = new XcapUser(server.http(), "alice", SECRET);
        alice = viewer("alice");
        bob = viewer("bob");
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private Viewer viewer(String name) {
        HttpResponse<String> signedIn = new Viewer(server, "", "", "")
                .post("/v1/sign-in", "{\"address\":\"" + name + "@example.com\",\"password\":\"" + SECRET + "\"}");
        return new Viewer(server, json(signedIn).path("token").asText(), name, SECRET);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static String ruleset(String rules) {
        return "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\" xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">"
                + rules + "</ruleset>";
    }

    private static String bobs(String handling) {
        return "<rule id=\"bob\"><conditions><identity><one id=\"sip:bob@example.com\"/></identity></conditions>"
                + "<actions><pr:sub-handling>" + handling + "</pr:sub-handling></actions><transformations/></rule>";
    }

    private String presence() {
        return bob.get("/v1/presence/" + ALICE).body();
    }

    @Test
    void aContactAddedInOneViewIsInTheOther() {
        String lists = xcap.document("resource-lists", "index");
        String contacts = "/v1/people/" + ALICE + "/contacts";

        done(xcap.put(
                lists,
                "application/resource-lists+xml",
                "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list name=\"work\">"
                        + "<entry uri=\"sip:bob@example.com\"><x xmlns=\"urn:x\"/></entry></list></resource-lists>"));
        assertThat(json(alice.get(contacts)).at("/contacts/0/address").asText()).isEqualTo("bob@example.com");

        done(alice.call("PUT", contacts + "/carol@example.com", "{\"groups\":[\"work\"]}"));
        assertThat(xcap.get(lists).body())
                .contains("<entry uri=\"sip:bob@example.com\"><x xmlns=\"urn:x\"/></entry>")
                .contains("<entry uri=\"sip:carol@example.com\"/>");
    }

    @Test
    void aRuleBlocksOnEverySurfaceWhenItIsAnswered() {
        try (Viewer.Feed feed = bob.feed()) {
            feed.watch(ALICE);
            feed.next("snapshot");
            assertThat(SipTestClient.status(bob.phone().subscribe("alice", 600).sendSigned()))
                    .isEqualTo(200);
            bob.phone().client.awaitRequest("NOTIFY");

            done(xcap.put(xcap.document("pres-rules", "index"), RULES, ruleset(bobs("block"))));

            assertThat(bob.get("/v1/presence/" + ALICE).statusCode()).isEqualTo(403);
            assertThat(feed.nextOfAny().toString()).contains("not-visible");
            String last = bob.phone().client.awaitRequest("NOTIFY");
            assertThat(SipTestClient.header(last, "Subscription-State")).contains("terminated;reason=rejected");
            assertThat(json(alice.get("/v1/people/" + ALICE + "/privacy"))
                            .at("/rules/0/handling")
                            .asText())
                    .isEqualTo("block");
        }
    }

    @Test
    void aRuleThatIsRemovedLetsInAgain() {
        String rules = xcap.document("org.openmobilealliance.pres-rules", "pres-rules");
        done(xcap.put(rules, RULES, ruleset(bobs("block"))));
        assertThat(presence()).contains("not-visible");

        done(xcap.delete(rules + "/~~/ruleset/rule%5B@id=%22bob%22%5D"));

        assertThat(presence()).contains("\"Available\"");
    }

    @Test
    void aRuleMadeInTheOtherViewIsInTheDocument() {
        done(alice.call("PUT", "/v1/people/" + ALICE + "/privacy/people/bob@example.com", "{\"handling\":\"block\"}"));

        String rules = xcap.document("pres-rules", "index");
        assertThat(xcap.get(rules).body())
                .contains("<cp:one id=\"sip:bob@example.com\"/>", "<pr:sub-handling>block</pr:sub-handling>");
        done(xcap.delete(rules));
        assertThat(presence()).contains("\"Available\"");
    }

    @Test
    void aDocumentThatRanksCannotSayHoldsAfterARestartToo() {
        String allowsAll =
                "<rule id=\"all\"><conditions><identity><many domain=\"example.com\"/></identity></conditions>"
                        + "<actions><pr:sub-handling>polite-block</pr:sub-handling></actions><transformations/></rule>";
        done(xcap.put(xcap.document("pres-rules", "index"), RULES, ruleset(bobs("block") + allowsAll)));
        JsonNode privacy = json(alice.get("/v1/people/" + ALICE + "/privacy"));
        assertThat(privacy.path("custom").asBoolean()).isTrue();
        assertThat(alice.call(
                                "PUT",
                                "/v1/people/" + ALICE + "/privacy/people/bob@example.com",
                                "{\"handling\":\"block\"}")
                        .statusCode())
                .isEqualTo(409);

        stop();
        start();
        server.desk(ALICE);
        signIn();

        assertThat(presence()).contains("\"Offline\"");
        done(alice.call("PUT", "/v1/people/" + ALICE + "/privacy", "{\"rules\":[]}"));
        assertThat(presence()).contains("\"Available\"");
        assertThat(xcap.get(xcap.document("pres-rules", "index")).body()).doesNotContain("bob");
    }

    @Test
    void whatAPersonSaysOfThemselfHoldsUntilTheyTakeItBack() {
        String document = xcap.document("pidf-manipulation", "index");
        String busy =
                "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                        + " xmlns:r=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"pres:" + ALICE
                        + "\"><tuple id=\"t\"><status>"
                        + "<basic>open</basic></status></tuple><dm:person id=\"p\"><r:activities><r:meeting/></r:activities>"
                        + "</dm:person></presence>";

        done(xcap.put(document, "application/pidf+xml", busy));
        assertThat(presence()).contains("\"Busy\"", "InAMeeting");

        stop();
        start();
        signIn();
        assertThat(presence()).contains("\"Busy\"", "InAMeeting");

        done(xcap.put(document + "/~~/presence/tuple/status/basic", ELEMENT, "<basic>closed</basic>"));
        assertThat(presence()).contains("\"Available\"").doesNotContain("InAMeeting"); // her desk is there still
        done(xcap.delete(document));
        assertThat(xcap.get(document).statusCode()).isEqualTo(404);
    }

    /** RFC 5875: what is changed in the other view changes the document, and is told as a change of it. */
    @Test
    void aChangeMadeInTheOtherViewIsToldAsAChangeOfTheDocument() {
        Subscriber documents = Subscriber.subscribe(alice.phone(), "alice", "xcap-diff");
        documents.notified();
        String address = "/v1/people/" + ALICE;
        for (String document : new String[] {"resource-lists", "pres-rules"}) {
            time.advance(Duration.ofSeconds(2)); // two NOTIFYs are that far apart

            done(
                    document.equals("pres-rules")
                            ? alice.call("PUT", address + "/privacy/people/bob@example.com", "{\"handling\":\"block\"}")
                            : alice.call("PUT", address + "/contacts/bob@example.com", "{}"));

            String path = xcap.document(document, "index");
            String tag = xcap.get(path).headers().firstValue("ETag").orElseThrow();
            assertThat(documents.body())
                    .contains("sel=\"" + path.substring("/xcap-root/".length()) + "\" new-etag=" + tag + "/>");
        }
    }

    @Test
    void anAddressOfAListIsOfTheDomainAndNobodyElses() {
        String services = xcap.document("rls-services", "index");
        String type = "application/rls-services+xml";
        String body = "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\"><service uri=\"%s\">"
                + "<list name=\"l\"><entry xmlns=\"urn:ietf:params:xml:ns:resource-lists\" uri=\"sip:bob@example.com\"/></list>"
                + "<packages><package>presence</package></packages></service></rls-services>";

        done(xcap.put(services, type, body.formatted("sip:friends@example.com")));

        assertThat(xcap.get(services).body()).contains("sip:friends@example.com");
        XcapUser bobs = new XcapUser(server.http(), "bob", SECRET);
        assertThat(bobs.put(bobs.document("rls-services", "index"), type, body.formatted("sip:friends@example.com"))
                        .body())
                .contains("<uniqueness-failure ");
        assertThat(bobs.put(bobs.document("rls-services", "index"), type, body.formatted("sip:alice@example.com"))
                        .body())
                .contains("<uniqueness-failure ");
        assertThat(bobs.put(bobs.document("rls-services", "index"), type, body.formatted("sip:friends@example.org"))
                        .body())
                .contains("<constraint-failure ");
        done(xcap.delete(services));
        done(bobs.put(bobs.document("rls-services", "index"), type, body.formatted("sip:friends@example.com")));
    }

    @Test
    void nobodyElsesDocumentsAreTold() {
        XcapUser bobs = new XcapUser(server.http(), "bob", SECRET);

        for (String auid : new String[] {"resource-lists", "pres-rules", "rls-services", "pidf-manipulation"}) {
            HttpResponse<String> alices = bobs.get(xcap.document(auid, "index"));
            HttpResponse<String> nobodys = bobs.get(xcap.document(auid, "index").replace("alice", "nobody"));

            assertThat(alices.statusCode()).isEqualTo(403);
            assertThat(nobodys.statusCode()).isEqualTo(403);
            assertThat(nobodys.body()).isEqualTo(alices.body());
        }
    }
}
