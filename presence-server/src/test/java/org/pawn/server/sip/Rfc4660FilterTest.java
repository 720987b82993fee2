package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.contacts.Contact;
import org.pawn.contacts.ContactList;

/** What a subscriber wants to hear of, and when (RFC 4660, RFC 4661). */
@Timeout(60)
final class Rfc4660FilterTest {
    private static final Duration A_WHILE = Duration.ofMillis(500);
    private static final String FILTERS = "application/simple-filter+xml";

    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.udp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");
    private String tag = "";

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private static String filterSet(String inside) {
        return "<filter-set xmlns=\"urn:ietf:params:xml:ns:simple-filter\" package=\"presence\"><ns-bindings>"
                + "<ns-binding prefix=\"pidf\" urn=\"urn:ietf:params:xml:ns:pidf\"/>"
                + "<ns-binding prefix=\"dm\" urn=\"urn:ietf:params:xml:ns:pidf:data-model\"/>"
                + "<ns-binding prefix=\"rpid\" urn=\"urn:ietf:params:xml:ns:pidf:rpid\"/></ns-bindings>"
                + "<filter id=\"f\" uri=\"sip:bob@example.com\">" + inside + "</filter></filter-set>";
    }

    private SipUser.Request request(String filters) {
        return Subscriber.to(alice, "bob", "presence", 600).body(FILTERS, filters);
    }

    private void bobIs(String basic, String activity) {
        SipUser.Request publish = bob.publish(basic, "<rpid:" + activity + "/>");
        if (!tag.isEmpty()) {
            publish.with("SIP-If-Match", tag);
        }
        String answer = publish.sendSigned();
        assertThat(status(answer)).isEqualTo(200);
        tag = header(answer, "SIP-ETag").orElseThrow();
    }

    @Test
    void rfc4661Section34OnlyWhatIsIncludedIsToldAndWhatTheFormatDemands() {
        bobIs("open", "busy");

        Subscriber filtered = Subscriber.with(
                alice, request(filterSet("<what><include>//pidf:tuple/pidf:status/pidf:basic</include></what>")));
        String told = filtered.body();

        assertThat(told).contains("<basic>open</basic>").contains("entity=\"sip:bob@example.com\"");
        assertThat(told).doesNotContain("activities").doesNotContain("person");
    }

    @Test
    void rfc4661Section34ANamespaceIsIncludedWithWhatItStandsIn() {
        bobIs("open", "busy");

        String told = Subscriber.with(
                        alice,
                        request(filterSet(
                                "<what><include type=\"namespace\">urn:ietf:params:xml:ns:pidf:rpid</include></what>")))
                .body();

        assertThat(told).contains("<rpid:busy/>").contains("<dm:person").doesNotContain("<basic>");
    }

    @Test
    void rfc4661Section35WhatIsExcludedIsNotTold() {
        bobIs("open", "busy");

        String told = Subscriber.with(alice, request(filterSet("<what><exclude>//rpid:activities</exclude></what>")))
                .body();

        assertThat(told).contains("<basic>open</basic>").doesNotContain("busy");
    }

    @Test
    void aChangeOfWhatIsNotToldIsNoChange() {
        bobIs("open", "busy");
        Subscriber filtered =
                Subscriber.with(alice, request(filterSet("<what><include>//pidf:basic</include></what>")));
        filtered.body();

        bobIs("open", "meeting");

        filtered.assertSilentFor(A_WHILE);
    }

    @Test
    void rfc4661Section36ATriggerFiresFromAValueToAnother() {
        bobIs("open", "away");
        Subscriber filtered = Subscriber.with(
                alice, request(filterSet("<trigger><added>//rpid:activities/rpid:meeting</added></trigger>")));
        filtered.body();

        bobIs("open", "busy");
        filtered.assertSilentFor(A_WHILE);
        bobIs("open", "meeting");

        assertThat(filtered.body()).contains("<rpid:meeting/>");
    }

    @Test
    void aRefreshTellsWhatStandsWhateverTheTrigger() {
        Subscriber filtered =
                Subscriber.with(alice, request(filterSet("<trigger><removed>//rpid:nothing</removed></trigger>")));
        filtered.body();

        assertThat(status(filtered.again(600).sendSigned())).isEqualTo(200);

        assertThat(filtered.body()).contains("<basic>closed</basic>");
    }

    @Test
    void aRefreshBringsOtherFilters() {
        bobIs("open", "busy");
        Subscriber filtered =
                Subscriber.with(alice, request(filterSet("<what><include>//pidf:basic</include></what>")));
        String before = filtered.body();

        String remove = filterSet("").replace("<filter ", "<filter remove=\"true\" ");
        assertThat(status(filtered.again(600).body(FILTERS, remove).sendSigned()))
                .isEqualTo(200);

        assertThat(before).doesNotContain("<rpid:busy/>");
        assertThat(filtered.body()).contains("<rpid:busy/>");
    }

    @Test
    void aFilterAboutSomebodyElseTakesNothingAway() {
        bobIs("open", "busy");
        String about = filterSet("<what><include>//pidf:basic</include></what>")
                .replace("sip:bob@example.com", "sip:carol@example.com");

        assertThat(Subscriber.with(alice, request(about)).body()).contains("<rpid:busy/>");
    }

    @Test
    void rfc4660Section43WhatIsNotDoneIs488WhatIsMalformedIs400AndWhatIsNoFilterIs415() {
        String axis = request(filterSet("<what><include>/pidf:presence/child::node()</include></what>"))
                .sendSigned();
        String prefix =
                request(filterSet("<what><include>//x:y</include></what>")).sendSigned();
        String other = request(filterSet("").replace("package=\"presence\"", "package=\"reg\""))
                .sendSigned();
        String malformed = request("<filter-set").sendSigned();
        String text = Subscriber.to(alice, "bob", "presence", 600)
                .body("text/plain", "x")
                .sendSigned();
        String elsewhere = Subscriber.to(alice, "alice", "reg", 600)
                .body(FILTERS, filterSet(""))
                .sendSigned();

        assertThat(status(axis)).isEqualTo(488);
        assertThat(status(prefix)).isEqualTo(488);
        assertThat(status(other)).isEqualTo(488);
        assertThat(status(malformed)).isEqualTo(400);
        assertThat(status(text)).isEqualTo(415);
        assertThat(header(text, "Accept").orElseThrow()).contains(FILTERS);
        assertThat(status(elsewhere)).isEqualTo(415);
        assertThat(server.sip.subscriptionCount()).isZero();
    }

    @Test
    void inAListAFilterIsAboutWhomItNames() {
        bobIs("open", "busy");
        String lists = "alice-list";
        server.contacts
                .edit(
                        SipServer.address("alice"),
                        Optional.empty(),
                        list -> new ContactList(
                                list.owner(),
                                list.version(),
                                List.of(),
                                List.of(new Contact(
                                        SipServer.address("bob"), Optional.empty(), Optional.empty(), List.of()))))
                .join();

        Subscriber list = Subscriber.with(
                alice,
                Subscriber.to(alice, lists, "presence", 600)
                        .with("Supported", "eventlist")
                        .body(FILTERS, filterSet("<what><include>//pidf:basic</include></what>")));

        assertThat(body(list.notified())).contains("<basic>open</basic>").doesNotContain("<rpid:busy/>");
    }
}
