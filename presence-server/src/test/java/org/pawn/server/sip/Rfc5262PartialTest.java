package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Presence in parts (RFC 5262): told (RFC 5263) and published (RFC 5264). */
@Timeout(60)
final class Rfc5262PartialTest {
    private static final String DIFF = "application/pidf-diff+xml";
    private static final String ROOT =
            "xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\""
                    + " xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" xmlns:r=\"urn:ietf:params:xml:ns:pidf:rpid\""
                    + " entity=\"sip:bob@example.com\"";

    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private static String full(int version) {
        return "<p:pidf-full " + ROOT + " version=\"" + version
                + "\"><tuple id=\"t\"><status><basic>open</basic></status></tuple>"
                + "<dm:person id=\"p\"><r:activities><r:busy/></r:activities></dm:person></p:pidf-full>";
    }

    private static String diff(int version, String changes) {
        return "<p:pidf-diff " + ROOT + " version=\"" + version + "\">" + changes + "</p:pidf-diff>";
    }

    private String publish(String document, String tag) {
        SipUser.Request request = bob.request("PUBLISH", bob.address())
                .with("Event", "presence")
                .with("Expires", "60")
                .body(DIFF, document);
        return (tag.isEmpty() ? request : request.with("SIP-If-Match", tag)).sendSigned();
    }

    private static String tag(String answer) {
        assertThat(status(answer)).as(answer).isEqualTo(200);
        return header(answer, "SIP-ETag").orElseThrow();
    }

    @Nested
    final class GivenAliceAsksForParts {
        private Subscriber subscribe() {
            return Subscriber.with(
                    alice,
                    Subscriber.to(alice, "bob", "presence", 600)
                            .with("Accept", "application/pidf+xml;q=0.3, application/pidf-diff+xml;q=1"));
        }

        @Test
        void rfc5263TheFirstIsWholeAndThenOnlyWhatChangedComes() {
            Subscriber parts = subscribe();
            String first = parts.notified();

            String published = tag(bob.publish("open", "<rpid:busy/>").sendSigned());
            String added = parts.body();
            bob.publish("open", "<rpid:meeting/>")
                    .with("SIP-If-Match", published)
                    .sendSigned();
            String changed = parts.body();

            assertThat(header(first, "Content-Type")).contains(DIFF);
            assertThat(body(first))
                    .contains("<p:pidf-full xmlns=\"urn:ietf:params:xml:ns:pidf\"")
                    .contains("entity=\"sip:bob@example.com\" version=\"1\"")
                    .contains("<basic>closed</basic>");
            assertThat(added).contains("version=\"2\"");
            assertThat(changed)
                    .contains("<p:pidf-diff ")
                    .contains("version=\"3\"")
                    .containsPattern("<p:replace sel=\"\\*/dm:person\\[@id='[^']+']\">")
                    .contains("<rpid:meeting/>")
                    .doesNotContain("<basic>");
        }

        @Test
        void rfc5263ARefreshIsToldTheWhole() {
            bob.publish("open", "<rpid:busy/>").sendSigned();
            Subscriber parts = subscribe();
            parts.body();

            parts.again(600).sendSigned();

            assertThat(parts.body()).contains("<p:pidf-full ").contains("version=\"2\"");
        }
    }

    @Test
    void whoLikesWholeDocumentsAsMuchGetsThem() {
        String notify = Subscriber.with(
                        alice,
                        Subscriber.to(alice, "bob", "presence", 600)
                                .with("Accept", "application/pidf+xml, application/pidf-diff+xml"))
                .notified();

        assertThat(header(notify, "Content-Type")).contains("application/pidf+xml");
    }

    @Nested
    final class GivenBobPublishesInParts {
        private Subscriber watching;

        @Test
        void rfc5264APartChangesWhatWasPublished() {
            watching = Subscriber.subscribe(alice, "bob", "presence");
            watching.body();

            String first = tag(publish(full(1), ""));
            String whole = watching.body();
            String second = tag(publish(
                    diff(2, "<p:replace sel=\"*/dm:person/r:activities/r:busy\"><r:meeting/></p:replace>"), first));
            String changed = watching.body();
            tag(publish(
                    diff(
                            3,
                            "<p:replace sel=\"*/tuple[@id='t']/status/basic/text()\">closed</p:replace>"
                                    + "<p:remove sel=\"presence/dm:person\"/>"),
                    second));
            String closed = watching.body();

            assertThat(whole).contains("<rpid:busy/>");
            assertThat(changed).contains("<rpid:meeting/>").doesNotContain("<rpid:busy/>");
            assertThat(closed).contains("<basic>closed</basic>").doesNotContain("meeting");
        }

        @Test
        void rfc5264ARefreshKeepsWhatTheNextPartFollows() {
            String first = tag(publish(full(7), ""));
            String refreshed = tag(bob.request("PUBLISH", bob.address())
                    .with("Event", "presence")
                    .with("Expires", "60")
                    .with("SIP-If-Match", first)
                    .sendSigned());

            String answer = publish(diff(8, "<p:remove sel=\"*/dm:person\"/>"), refreshed);

            assertThat(status(answer)).isEqualTo(200);
        }

        @Test
        void aPartThatFollowsNothingThatIsKnownIs412SoThatTheWholeComesAnew() {
            String change = "<p:remove sel=\"*/dm:person\"/>";
            String first = tag(publish(full(1), ""));

            assertThat(status(publish(diff(2, change), ""))).isEqualTo(412);
            assertThat(status(publish(diff(3, change), first))).isEqualTo(412);
            assertThat(status(publish(diff(2, change), "unknown"))).isEqualTo(412);
            assertThat(status(publish(diff(2, change), first))).isEqualTo(200);
        }

        @Test
        void whatCannotBeDoneIs400AndChangesNothing() {
            String first = tag(publish(full(1), ""));

            for (String change : new String[] {
                "<p:remove sel=\"*/tuple[@id='other']\"/>",
                "<p:remove sel=\"//*\"/>",
                "<p:remove sel=\"*\"/>",
                "<p:replace sel=\"*/tuple\">text</p:replace>",
                "<p:add sel=\"*\" type=\"namespace::x\">urn:x</p:add>",
                "<p:remove sel=\"id('t')\"/>",
                "<p:remove/>"
            }) {
                assertThat(status(publish(diff(2, change), first))).as(change).isEqualTo(400);
            }

            assertThat(status(publish(diff(2, "<p:remove sel=\"*/dm:person\"/>"), first)))
                    .isEqualTo(200);
        }

        @Test
        void anothersEntityIs403() {
            assertThat(status(publish(full(1).replace("sip:bob@", "sip:carol@"), "")))
                    .isEqualTo(403);
        }
    }
}
