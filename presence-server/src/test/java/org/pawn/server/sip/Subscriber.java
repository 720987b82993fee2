package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;

/** A phone's side of one subscription, whatever the event: its dialog, and the NOTIFYs that come. */
final class Subscriber {
    private final SipUser user;
    private final SipUser.Request first;
    private final String answer;
    private long heard; // the CSeq number of the last NOTIFY

    private Subscriber(SipUser user, SipUser.Request first, String answer) {
        this.user = user;
        this.first = first;
        this.answer = answer;
    }

    /** A SUBSCRIBE to somebody's event, not sent yet. */
    static SipUser.Request to(SipUser user, String whom, String event, int expires) {
        return user.subscribe(whom, expires).without("Accept").with("Event", event);
    }

    /** Sends it; it has to be taken. */
    static Subscriber with(SipUser user, SipUser.Request request) {
        String answer = request.sendSigned();
        assertThat(SipTestClient.status(answer)).as(answer).isEqualTo(200);
        return new Subscriber(user, request, answer);
    }

    static Subscriber subscribe(SipUser user, String whom, String event) {
        return with(user, to(user, whom, event, 600));
    }

    String answer() {
        return answer;
    }

    /** A request in this dialog that asks for so long. */
    SipUser.Request again(int expires) {
        String uri = first.text().split(" ", 3)[1];
        return user.request("SUBSCRIBE", uri)
                .with("Event", header(first.text(), "Event").orElseThrow())
                .with("Expires", Integer.toString(expires))
                .with("From", header(first.text(), "From").orElseThrow())
                .with("To", header(answer, "To").orElseThrow())
                .with("Call-ID", header(answer, "Call-ID").orElseThrow());
    }

    /** The next NOTIFY of this dialog; not one again whose answer was still on its way when the clock went on. */
    String notified() {
        String notify = user.client.await(this::isNext);
        heard = sequence(notify);
        return notify;
    }

    private boolean isNext(String message) {
        String callId = header(answer, "Call-ID").orElseThrow();
        return message.startsWith("NOTIFY ") && message.contains("Call-ID: " + callId) && sequence(message) > heard;
    }

    private static long sequence(String notify) {
        return Long.parseLong(header(notify, "CSeq").orElseThrow().split(" ", 2)[0]);
    }

    /** The body of the next NOTIFY, which has to be well-formed. */
    String body() {
        String body = SipTestClient.body(notified());
        assertThat(parsed(body)).isNotNull();
        return body;
    }

    /** Nothing of it comes for so long. */
    void assertSilentFor(java.time.Duration while_) {
        assertThat(user.client.await(this::isNext, while_)).isEmpty();
    }

    static Document parsed(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException | java.io.IOException bad) {
            throw new AssertionError(xml, bad);
        }
    }
}
