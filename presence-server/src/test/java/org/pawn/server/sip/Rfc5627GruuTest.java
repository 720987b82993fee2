package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** URIs that reach one device (RFC 5627). */
@Timeout(60)
final class Rfc5627GruuTest {
    private static final String UUID = "urn:uuid:00000000-0000-1000-8000-000A95A0E128";

    private final SipServer server = new SipServer();
    private final SipUser desk = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser phone = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");

    @AfterEach
    void stop() {
        desk.close();
        phone.close();
        bob.close();
        server.close();
    }

    private String registered(SipUser user) {
        return user.register(60)
                .with("Supported", "gruu")
                .with("Contact", "<" + user.client.contact("alice") + ">;+sip.instance=\"<" + UUID + ">\"")
                .sendSigned();
    }

    private static String gruu(String answer, String kind) {
        Matcher found = Pattern.compile(kind + "=\"([^\"]+)\"").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group(1);
    }

    private String invite(String uri) {
        SipUser.Request invite = bob.request("INVITE", uri);
        bob.client.send(invite.signedFor(invite.send()).text());
        return uri;
    }

    @Test
    void section53ADeviceThatAsksGetsBothAndOneThatDoesNotNone() {
        String answer = registered(desk);
        String silent = phone.register(60)
                .with("Contact", "<" + phone.client.contact("alice") + ">;+sip.instance=\"<urn:uuid:2>\"")
                .sendSigned();

        assertThat(gruu(answer, "pub-gruu")).isEqualTo("sip:alice@example.com;gr=" + UUID);
        assertThat(gruu(answer, "temp-gruu"))
                .matches("sip:[A-Za-z0-9_-]+@example.com;gr")
                .doesNotContain("alice");
        assertThat(silent).doesNotContain("gruu=");
    }

    @Test
    void section32NoTwoTemporaryOnesAreAlikeAndAllAreGood() {
        String one = gruu(registered(desk), "temp-gruu");
        String other = gruu(registered(desk), "temp-gruu");

        assertThat(one.substring(4, 12)).isNotEqualTo(other.substring(4, 12));
        assertThat(one).hasSameSizeAs(other);
        for (String uri : new String[] {one, other}) {
            assertThat(status(bob.request("MESSAGE", uri)
                            .body("text/plain", "hello")
                            .sendSigned()))
                    .isEqualTo(200);
        }
    }

    @Test
    void section51ACallToEitherRingsThatDeviceAloneAtItsContact() {
        String answer = registered(desk);
        phone.register(60).sendSigned();
        desk.client.answering(false);
        phone.client.answering(false);
        bob.client.answering(false);

        for (String kind : new String[] {"pub-gruu", "temp-gruu"}) {
            invite(gruu(answer, kind));

            assertThat(desk.client.awaitRequest("INVITE")).startsWith("INVITE " + desk.client.contact("alice") + " ");
        }
        assertThat(phone.client.await(message -> message.startsWith("INVITE"), Duration.ofMillis(300)))
                .isEmpty();
    }

    @Test
    void section51WhenTheDeviceIsGoneThePublicOneIs480AndTheTemporaryOneIsAsNobodys() {
        String answer = registered(desk);
        phone.register(60).sendSigned();
        desk.register(0)
                .with("Contact", "<" + desk.client.contact("alice") + ">;+sip.instance=\"<" + UUID + ">\"")
                .sendSigned();

        String called = bob.request("INVITE", gruu(answer, "pub-gruu")).sendSigned();
        String guessed = bob.request("INVITE", "sip:nobody@example.com;gr").sendSigned();
        String temporary = bob.request("INVITE", gruu(answer, "temp-gruu")).sendSigned();

        assertThat(status(called)).isEqualTo(480);
        assertThat(status(temporary)).isEqualTo(status(guessed)).isEqualTo(404);
    }

    @Test
    void section32ATemporaryOneOfAnEndedRegistrationStaysDeadWhenTheDeviceComesBack() {
        String old = gruu(registered(desk), "temp-gruu");
        desk.register(0)
                .with("Contact", "<" + desk.client.contact("alice") + ">;+sip.instance=\"<" + UUID + ">\"")
                .sendSigned();

        String fresh = gruu(registered(desk), "temp-gruu");

        assertThat(status(bob.request("MESSAGE", old).body("text/plain", "old").sendSigned()))
                .isEqualTo(404);
        assertThat(status(
                        bob.request("MESSAGE", fresh).body("text/plain", "new").sendSigned()))
                .isEqualTo(200);
    }

    @Test
    void aTemporaryOneThatSomebodyMadeUpOrChangedIsNobodys() {
        String good = gruu(registered(desk), "temp-gruu");
        String changed = good.replaceFirst(":.", good.charAt(4) == 'A' ? ":B" : ":A");

        assertThat(status(
                        bob.request("MESSAGE", changed).body("text/plain", "x").sendSigned()))
                .isEqualTo(404);
    }

    @Test
    void aSubscriberWhoseContactIsAGruuIsNotifiedWhereItIsNow() {
        String gruu = gruu(registered(desk), "pub-gruu");
        desk.subscribe("bob", 60).with("Contact", "<" + gruu + ">").sendSigned();
        assertThat(desk.client.awaitRequest("NOTIFY")).startsWith("NOTIFY " + desk.client.contact("alice") + " ");

        registered(phone); // the same device by another connection
        bob.register(60).sendSigned();
        bob.publish("open", "<rpid:busy/>").sendSigned();

        String notify = phone.client.await(
                message -> message.startsWith("NOTIFY") && body(message).contains("busy"));
        assertThat(notify).startsWith("NOTIFY " + phone.client.contact("alice") + " ");
    }

    @Test
    void aSubscriberCannotHaveItSentToSomebodyElsesDevice() {
        String gruu = gruu(registered(desk), "pub-gruu");

        bob.subscribe("alice", 60).with("Contact", "<" + gruu + ">").sendSigned();

        bob.client.awaitRequest("NOTIFY");
        assertThat(desk.client.allReceived()).noneMatch(message -> message.startsWith("NOTIFY"));
    }

    @Test
    void section51InADialogAGruuLeadsToItsDevice() {
        String gruu = gruu(registered(desk), "pub-gruu");
        desk.client.answering(false);
        bob.client.answering(false);
        invite(bob.address().replace("bob", "alice"));
        String came = desk.client.awaitRequest("INVITE");
        desk.client.send(SipTestClient.answerTo(came, 200)
                .replaceFirst("(To: [^\r]*)", "$1;tag=desk")
                .replace(
                        "Content-Length",
                        "Record-Route: " + header(came, "Record-Route").orElseThrow() + "\r\nContact: <" + gruu
                                + ">\r\nContent-Length"));
        String taken = bob.client.await(message -> message.startsWith("SIP/2.0 200") && message.contains("INVITE"));

        bob.client.send("BYE " + gruu + " SIP/2.0\r\n" + bob.client.via() + "\r\nRoute: "
                + header(taken, "Record-Route").orElseThrow() + "\r\nFrom: "
                + header(taken, "From").orElseThrow() + "\r\nTo: "
                + header(taken, "To").orElseThrow() + "\r\nCall-ID: "
                + header(taken, "Call-ID").orElseThrow()
                + "\r\nCSeq: 99 BYE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n");

        assertThat(desk.client.awaitRequest("BYE")).startsWith("BYE " + desk.client.contact("alice") + " ");
    }
}
