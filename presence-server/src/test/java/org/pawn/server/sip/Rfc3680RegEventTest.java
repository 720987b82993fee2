package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One's own devices as an event (RFC 3680). */
@Timeout(60)
final class Rfc3680RegEventTest {
    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.udp(server.plain()), "alice");
    private final SipUser desk = SipUser.of(SipTestClient.tcp(server.plain()), "alice");

    @AfterEach
    void stop() {
        alice.close();
        desk.close();
        server.close();
    }

    /** What differs from run to run has a name. */
    private String plain(String body) {
        return body.replace(desk.client.contact("alice"), "DESK")
                .replaceAll(" id=\"[0-9a-f]+\"", " id=\"ID\"")
                .replaceAll("duration-registered=\"[0-9]+\"", "duration-registered=\"N\"")
                .replaceAll("expires=\"[0-9]+\"", "expires=\"N\"")
                .replaceAll("callid=\"[^\"]+\"", "callid=\"C\"")
                .replaceAll("cseq=\"[0-9]+\"", "cseq=\"N\"");
    }

    @Test
    void section51WhoHasNoDeviceIsInInit() {
        Subscriber reg =
                Subscriber.with(alice, Subscriber.to(alice, "alice", "reg", 600).without("Expires"));

        String notify = reg.notified();

        assertThat(header(reg.answer(), "Expires")).contains("3600");
        assertThat(header(notify, "Content-Type")).contains("application/reginfo+xml");
        assertThat(plain(SipTestClient.body(notify))).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">
            <registration aor="sip:alice@example.com" id="ID" state="init">
            </registration>
            </reginfo>
            """);
    }

    @Test
    void section51TheFirstNotifyNamesEveryDevice() {
        desk.register(600).sendSigned();

        String body = Subscriber.subscribe(alice, "alice", "reg").body();

        assertThat(plain(body)).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">
            <registration aor="sip:alice@example.com" id="ID" state="active">
            <contact id="ID" state="active" event="registered" duration-registered="N" expires="N" q="1.000" callid="C" cseq="N"><uri>DESK</uri></contact>
            </registration>
            </reginfo>
            """);
    }

    @Test
    void section471EachStepOfABindingIsTold() {
        Subscriber reg = Subscriber.subscribe(alice, "alice", "reg");
        reg.body();

        desk.register(300).sendSigned();
        String registered = reg.body();
        desk.register(600).sendSigned();
        String refreshed = reg.body();
        desk.register(60).sendSigned();
        String shortened = reg.body();
        desk.register(0).sendSigned();
        String unregistered = reg.body();

        assertThat(registered).contains("version=\"1\" state=\"partial\"").contains("event=\"registered\"");
        assertThat(refreshed).contains("state=\"active\" event=\"refreshed\"");
        assertThat(shortened).contains("state=\"active\" event=\"shortened\"");
        assertThat(unregistered)
                .contains("version=\"4\" state=\"partial\"")
                .containsPattern("<registration aor=\"sip:alice@example.com\" id=\"[0-9a-f]+\" state=\"terminated\">")
                .contains("state=\"terminated\" event=\"unregistered\"");
    }

    @Test
    void section471ABindingThatIsNotRefreshedExpires() {
        desk.register(2).sendSigned();
        Subscriber reg = Subscriber.subscribe(alice, "alice", "reg");
        reg.body();

        assertThat(reg.body()).contains("state=\"terminated\" event=\"expired\"");
    }

    @Test
    void section471ADeviceWhoseConnectionIsGoneIsDeactivated() {
        desk.register(600).sendSigned();
        Subscriber reg = Subscriber.subscribe(alice, "alice", "reg");
        reg.body();

        desk.client.close();

        assertThat(reg.body()).contains("state=\"terminated\" event=\"deactivated\"");
    }

    @Test
    void section48NobodyElseReadsIt() {
        try (SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob")) {
            assertThat(status(Subscriber.to(bob, "alice", "reg", 600).sendSigned()))
                    .isEqualTo(403);
            assertThat(status(Subscriber.to(bob, "nobody", "reg", 600).sendSigned()))
                    .isEqualTo(403);
        }
    }

    @Test
    void anInstanceIsNamed() {
        desk.register(600)
                .with("Contact", "<" + desk.client.contact("alice") + ">;q=0.5;+sip.instance=\"<urn:uuid:1>\"")
                .sendSigned();

        String body = Subscriber.subscribe(alice, "alice", "reg").body();

        assertThat(body)
                .contains("q=\"0.500\"")
                .contains("<unknown-param name=\"+sip.instance\">&quot;&lt;urn:uuid:1&gt;&quot;</unknown-param>");
    }
}
