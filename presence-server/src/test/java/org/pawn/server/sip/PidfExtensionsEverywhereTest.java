package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/**
 * What Alice's phone says in PIDF's extensions, and what the directory adds, at Bob's phone, who is of her team, at
 * Carol's, who is a colleague, and on REST.
 */
@Timeout(60)
final class PidfExtensionsEverywhereTest {
    private static final String ALICE = "alice@example.com";
    private static final String SECRET = "a secret";
    private static final String CAPABILITIES =
            "<caps:servcaps xmlns:caps=\"urn:ietf:params:xml:ns:pidf:caps\"><caps:audio>true</caps:audio>"
                    + "<caps:methods><caps:supported><caps:MESSAGE/></caps:supported></caps:methods></caps:servcaps>";

    @TempDir
    private Path data;

    private SettableTime time;
    private TestServer server;
    private Viewer admin;
    private SipUser alice;
    private SipUser bob;
    private SipUser carol;

    @BeforeEach
    void start() {
        time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
        server = TestServer.start(data, Map.of("presence.notifyInterval", "PT0S"), time);
        server.person(ALICE, "Alice Example", SECRET);
        server.person("bob@example.com", "Bob Example", SECRET);
        server.person("carol@example.com", "Carol Example", SECRET);
        server.group(new Group(
                "bridges",
                "Bridges",
                true,
                List.of(AddressOfRecord.parse(ALICE), AddressOfRecord.parse("bob@example.com"))));
        admin = new Viewer(server, server.adminToken(), "", "");
        alice = phone("alice");
        bob = phone("bob");
        carol = phone("carol");
    }

    @AfterEach
    void stop() {
        List.of(alice, bob, carol).forEach(SipUser::close);
        admin.close();
        server.close();
    }

    private SipUser phone(String name) {
        String[] sip = server.sip().split(":");
        return new SipUser(SipTestClient.udp(new InetSocketAddress(sip[0], Integer.parseInt(sip[1]))), name, SECRET);
    }

    private static void ok(String answer) {
        assertThat(SipTestClient.status(answer)).as(answer).isEqualTo(200);
    }

    private void publish(String inTuple, String inPerson) {
        ok(alice.publish("open", "")
                .with("Expires", "600")
                .body(
                        "application/pidf+xml",
                        "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                                + " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:" + ALICE + "\">"
                                + "<tuple id=\"t\"><status><basic>open</basic></status>" + inTuple
                                + "</tuple><dm:person id=\"p\">" + inPerson + "</dm:person></presence>")
                .sendSigned());
    }

    private String watch(SipUser watcher) {
        ok(watcher.subscribe("alice", 3600).sendSigned());
        return notified(watcher, 1);
    }

    /** The body of the n-th NOTIFY; a moved clock may have sent an earlier one again. */
    private static String notified(SipUser watcher, int n) {
        return SipTestClient.body(
                watcher.client.await(message -> message.startsWith("NOTIFY ") && message.contains("CSeq: " + n + " ")));
    }

    @Test
    void whereAliceIsGoesToHerTeamAndHerNameAndClockToColleagues() {
        publish("", "<rpid:place-type><lt:cafe xmlns:lt=\"urn:ietf:params:xml:ns:location-type\"/></rpid:place-type>");

        String team = watch(bob);
        String colleague = watch(carol);

        assertThat(team).contains("<rpid:place-type><rpid:other>cafe</rpid:other></rpid:place-type>");
        assertThat(colleague).doesNotContain("cafe");
        for (String seen : List.of(team, colleague)) {
            assertThat(seen)
                    .contains("<c:display-name>Alice Example</c:display-name>")
                    .contains(" description=\"Europe/Berlin\">60</rpid:time-offset>");
        }
        assertThat(admin.get("/v1/presence/" + ALICE).body()).contains("\"workLocation\":\"cafe\"");
    }

    @Test
    void whatHerPhoneCanGoesToThoseWhoSeeDevices() {
        publish(CAPABILITIES, "");

        assertThat(watch(bob)).doesNotContain("servcaps");
        assertThat(admin.get("/v1/presence/" + ALICE).body()).contains("\"capabilities\":[\"audio\",\"message\"]");
        assertThat(watch(alice))
                .contains(
                        "<caps:servcaps><caps:audio>true</caps:audio><caps:message>true</caps:message></caps:servcaps>");
    }

    @Test
    void whatItForetellsComesTrueForEverybodyAtItsTime() {
        publish(
                "<ts:timed-status xmlns:ts=\"urn:ietf:params:xml:ns:pidf:timed-status\" from=\"2030-03-04T09:00:20Z\""
                        + " until=\"2030-03-04T09:00:40Z\"><rpid:activities><rpid:meeting/></rpid:activities>"
                        + "</ts:timed-status>",
                "");
        assertThat(watch(bob)).doesNotContain("meeting");

        time.advance(Duration.ofSeconds(20));
        assertThat(notified(bob, 2)).contains("<rpid:meeting/>");
        assertThat(admin.get("/v1/presence/" + ALICE).body()).contains("\"activity\":\"InAMeeting\"");

        time.advance(Duration.ofSeconds(20));
        assertThat(notified(bob, 3)).doesNotContain("meeting");
        assertThat(admin.get("/v1/presence/" + ALICE).body()).contains("\"availability\":\"Available\"");
    }

    @Test
    void herScheduleIsForetoldToThoseWhoMaySeeIt() {
        publish("", "");
        assertThat(watch(bob)).doesNotContain("timed-status");

        assertThat(admin.call(
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
                                        "DTSTART:20300304T100000Z",
                                        "DTEND:20300304T110000Z",
                                        "END:VEVENT",
                                        "END:VCALENDAR",
                                        ""),
                                "Content-Type",
                                "text/calendar")
                        .statusCode())
                .isEqualTo(201);

        assertThat(bob.client.await(message -> message.startsWith("NOTIFY ")
                        && message.contains("timed-status from=\"2030-03-04T10:00:00Z\"")))
                .contains("<ts:basic>open</ts:basic><activities xmlns=\"urn:ietf:params:xml:ns:pidf:rpid\"><busy/>")
                .doesNotContain("<rpid:busy/>");
    }

    @Test
    void whatThePhoneSaysOfOtherPlacesOnTheWebIsShownToNobody() {
        publish(
                "",
                "<c:icon xmlns:c=\"urn:ietf:params:xml:ns:pidf:cipid\">http://tracker.example.net/a.gif</c:icon>"
                        + "<rpid:status-icon>http://tracker.example.net/b.gif</rpid:status-icon>");

        assertThat(watch(bob)).doesNotContain("tracker");
        assertThat(watch(alice)).doesNotContain("tracker");
        assertThat(admin.get("/v1/presence/" + ALICE, "Accept", "application/pidf+xml")
                        .body())
                .doesNotContain("tracker")
                .contains("<c:display-name>Alice Example</c:display-name>");
    }
}
