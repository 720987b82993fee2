package org.pawn.server.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One side of a call, written by hand (RFC 3261 sections 12 and 13). */
final class Call {
    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 0\r\n";

    private final Phone phone;
    private final String from;
    private final String to;
    private final String callId;
    private final String target;
    private final List<String> routes;
    private long cseq;

    private Call(Phone phone, String from, String to, String callId, String target, List<String> routes, long cseq) {
        this.phone = phone;
        this.from = from;
        this.to = to;
        this.callId = callId;
        this.target = target;
        this.routes = routes;
        this.cseq = cseq;
    }

    static Request invite(Phone caller, String uri) {
        return caller.request("INVITE", uri).body("application/sdp", SDP);
    }

    static Request invite(Phone caller, Phone called) {
        return invite(caller, called.address());
    }

    /** An answer of the device that was called. */
    static String answer(Phone device, Heard invite, int status, String tag) {
        String body = status == 200 ? SDP : "";
        String plain =
                Phone.answer(invite, status, "Contact: <" + device.contact() + ">", "Content-Type: application/sdp");
        return plain.replaceFirst("(?m)^To: (.*)$", "To: $1;tag=" + tag)
                .replace("Content-Length: 0\r\n\r\n", "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    static Call ofCaller(Phone phone, Heard ok) {
        List<String> routes = new ArrayList<>(ok.headers("Record-Route"));
        Collections.reverse(routes);
        long cseq = Long.parseLong(ok.the("CSeq").split(" ")[0]);
        return new Call(phone, ok.the("From"), ok.the("To"), ok.the("Call-ID"), uri(ok.the("Contact")), routes, cseq);
    }

    static Call ofCalled(Phone phone, Heard invite, String tag) {
        return new Call(
                phone,
                invite.the("To") + ";tag=" + tag,
                invite.the("From"),
                invite.the("Call-ID"),
                uri(invite.the("Contact")),
                invite.headers("Record-Route"),
                0);
    }

    Request ack() {
        return request("ACK", cseq);
    }

    Request request(String method) {
        cseq++;
        return request(method, cseq);
    }

    private Request request(String method, long number) {
        Request request = new Request(method, target).with("Via", phone.via());
        routes.forEach(route -> request.also("Route", route));
        return request.with("Max-Forwards", "70")
                .with("From", from)
                .with("To", to)
                .with("Call-ID", callId)
                .with("CSeq", number + " " + method);
    }

    private static String uri(String contact) {
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }
}
