package org.pawn.server.sip;

import static org.pawn.server.sip.SipTestClient.header;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** One side of a call at a {@link SipTestClient}, which writes each request of its dialog by hand (RFC 3261 section 12). */
final class SipCall {
    private static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n" + "m=audio 49170 RTP/AVP 0\r\n";

    private final SipTestClient client;
    private final String local;
    private final String remote;
    private final String callId;
    private final String target;
    private final List<String> routes;
    private long cseq;

    private SipCall(
            SipTestClient client,
            String local,
            String remote,
            String callId,
            String target,
            List<String> routes,
            long cseq) {
        this.client = client;
        this.local = local;
        this.remote = remote;
        this.callId = callId;
        this.target = target;
        this.routes = routes;
        this.cseq = cseq;
    }

    static SipUser.Request invite(SipUser caller, String whom) {
        return caller.request("INVITE", "sip:" + whom + "@" + SipUser.DOMAIN).body("application/sdp", SDP);
    }

    /** Sends an INVITE without waiting for its end; a challenge is answered. Gives what was sent in the end. */
    static String start(SipUser caller, SipUser.Request invite) {
        String first = invite.text();
        caller.client.send(first);
        String callId = header(first, "Call-ID").orElseThrow();
        String cseq = header(first, "CSeq").orElseThrow();
        String answer = caller.client.await(message -> message.startsWith("SIP/2.0 ")
                && header(message, "Call-ID").equals(Optional.of(callId))
                && header(message, "CSeq").equals(Optional.of(cseq)));
        if (SipTestClient.status(answer) != 407) {
            throw new AssertionError("not challenged: " + answer);
        }
        String signed = invite.signedFor(answer).text();
        caller.client.send(signed);
        return signed;
    }

    /** The caller's side, by the 200 that came. */
    static SipCall ofCaller(SipTestClient client, String ok) {
        List<String> routes = recordRoutes(ok);
        Collections.reverse(routes);
        return new SipCall(
                client,
                header(ok, "From").orElseThrow(),
                header(ok, "To").orElseThrow(),
                header(ok, "Call-ID").orElseThrow(),
                uri(header(ok, "Contact").orElseThrow()),
                routes,
                Long.parseLong(header(ok, "CSeq").orElseThrow().split(" ")[0]));
    }

    /** The callee's side, by the INVITE that came and the tag that was given. */
    static SipCall ofCallee(SipTestClient client, String invite, String tag) {
        return new SipCall(
                client,
                header(invite, "To").orElseThrow() + ";tag=" + tag,
                header(invite, "From").orElseThrow(),
                header(invite, "Call-ID").orElseThrow(),
                uri(header(invite, "Contact").orElseThrow()),
                recordRoutes(invite),
                0);
    }

    /** An answer to an INVITE, with the Contact and the record-routes that make a dialog. */
    static String answer(SipTestClient client, String invite, int status, String tag) {
        StringBuilder answer = new StringBuilder("SIP/2.0 " + status + " Test\r\n");
        for (String line : invite.split("\r\n\r\n", 2)[0].split("\r\n")) {
            if (line.regionMatches(true, 0, "To:", 0, 3)) {
                answer.append(line).append(";tag=").append(tag).append("\r\n");
            } else if (line.matches("(?i)(via|from|call-id|cseq|record-route):.*")) {
                answer.append(line).append("\r\n");
            }
        }
        boolean media = status == 200;
        return answer.append("Contact: <" + client.contact("bob") + ">\r\n")
                .append(media ? "Content-Type: application/sdp\r\n" : "")
                .append("Content-Length: " + (media ? SDP.length() : 0) + "\r\n\r\n")
                .append(media ? SDP : "")
                .toString();
    }

    /** The CANCEL of an INVITE that was sent (RFC 3261 section 9.1). */
    static String cancelOf(String invite) {
        StringBuilder cancel = new StringBuilder(invite.split("\r\n", 2)[0].replace("INVITE ", "CANCEL ") + "\r\n");
        for (String line : invite.split("\r\n\r\n", 2)[0].split("\r\n")) {
            if (line.matches("(?i)(via|from|to|call-id|max-forwards):.*")) {
                cancel.append(line).append("\r\n");
            }
        }
        String number = header(invite, "CSeq").orElseThrow().split(" ")[0];
        return cancel + "CSeq: " + number + " CANCEL\r\nContent-Length: 0\r\n\r\n";
    }

    void ack() {
        client.send(request("ACK", cseq, ""));
    }

    /** Sends a request in the dialog and gives its Call-ID's answer. */
    String send(String method, String more) {
        cseq++;
        client.send(request(method, cseq, more));
        return client.awaitResponse(callId, cseq);
    }

    String request(String method, long number, String more) {
        StringBuilder text = new StringBuilder(method + " " + target + " SIP/2.0\r\n" + client.via() + "\r\n");
        routes.forEach(route -> text.append("Route: ").append(route).append("\r\n"));
        return text.append("From: " + local + "\r\nTo: " + remote + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                        + " " + method + "\r\nMax-Forwards: 70\r\n" + more + "Content-Length: 0\r\n\r\n")
                .toString();
    }

    /** A request in the dialog that can be signed, as whoever has come back by another connection must. */
    SipUser.Request request(SipUser user, String method) {
        cseq++;
        return user.request(method, target)
                .with("Route", String.join(", ", routes))
                .with("From", local)
                .with("To", remote)
                .with("Call-ID", callId)
                .with("CSeq", cseq + " " + method);
    }

    /** As a strict router sends it (RFC 3261 section 12.2.1.1): the first route is the Request-URI, the target the last route. */
    String strict(String method) {
        cseq++;
        String loose = request(method, cseq, "");
        List<String> rest = new ArrayList<>(routes.subList(1, routes.size()));
        rest.add("<" + target + ">");
        return loose.replaceAll("Route: [^\r]*\r\n", "")
                .replaceFirst("^" + method + " [^ ]+", method + " " + uri(routes.get(0)))
                .replaceFirst("From: ", "Route: " + String.join(", ", rest) + "\r\nFrom: ");
    }

    /** Sends what is written already and gives its answer. */
    String sendRaw(String text) {
        client.send(text);
        return client.awaitResponse(callId, cseq);
    }

    static Predicate<String> status(int status, String method) {
        return message -> message.startsWith("SIP/2.0 " + status + " ") && message.contains(" " + method + "\r\n");
    }

    private static List<String> recordRoutes(String message) {
        List<String> routes = new ArrayList<>();
        for (String line : message.split("\r\n\r\n", 2)[0].split("\r\n")) {
            if (line.regionMatches(true, 0, "Record-Route:", 0, 13)) {
                routes.add(line.substring(13).strip());
            }
        }
        return routes;
    }

    private static String uri(String contact) {
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }

    static String tag() {
        return UUID.randomUUID().toString();
    }

    Optional<String> firstRoute() {
        return routes.stream().findFirst();
    }
}
