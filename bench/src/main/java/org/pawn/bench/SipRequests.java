package org.pawn.bench;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the requests of devices that all live in one domain. Thread-safe. */
final class SipRequests {
    static final String DOMAIN = "example.com";
    private static final int LIFE_SECONDS = 3600;
    private static final String PIDF = "urn:ietf:params:xml:ns:pidf";

    private final SipSockets sockets;
    private final AtomicLong number = new AtomicLong();

    SipRequests(SipSockets sockets) {
        this.sockets = sockets;
    }

    SipClient.Request register(String user, int socket) {
        return request("REGISTER", "sip:" + DOMAIN, user, user, "register-" + user, socket)
                .field("Contact", contact(user, socket))
                .field("Expires", LIFE_SECONDS)
                .with("");
    }

    SipClient.Request subscribe(String watcher, String presentity, String callId, int socket) {
        return subscribe(watcher, presentity, callId, LIFE_SECONDS, socket);
    }

    SipClient.Request subscribe(String watcher, String presentity, String callId, int seconds, int socket) {
        return request("SUBSCRIBE", aor(presentity), watcher, presentity, callId, socket)
                .field("Contact", contact(watcher, socket))
                .field("Event", "presence")
                .field("Accept", "application/pidf+xml")
                .field("Expires", seconds)
                .with("");
    }

    /** Says busy or away and, in a note, the mark. */
    SipClient.Request publish(String user, Optional<String> entityTag, boolean busy, String mark, int socket) {
        return publish(user, entityTag, busy, mark, LIFE_SECONDS, socket);
    }

    SipClient.Request publish(
            String user, Optional<String> entityTag, boolean busy, String mark, int seconds, int socket) {
        Draft draft = request("PUBLISH", aor(user), user, user, "publish-" + user, socket)
                .field("Event", "presence")
                .field("Expires", seconds)
                .field("Content-Type", "application/pidf+xml");
        entityTag.ifPresent(tag -> draft.field("SIP-If-Match", tag));
        return draft.with(pidf(user, busy ? "busy" : "away", mark));
    }

    SipClient.Request options(int socket) {
        return request("OPTIONS", "sip:" + DOMAIN, "probe", "probe", "options-" + number.get(), socket)
                .with("");
    }

    private static String pidf(String user, String activity, String note) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<presence xmlns=\"" + PIDF
                + "\" xmlns:dm=\"" + PIDF + ":data-model\" xmlns:rpid=\"" + PIDF + ":rpid\" entity=\"" + aor(user)
                + "\">\n<tuple id=\"desk\"><status><basic>open</basic></status><contact>" + aor(user)
                + "</contact></tuple>\n<dm:person id=\"p\"><rpid:activities><rpid:" + activity
                + "/></rpid:activities><dm:note>" + note + "</dm:note></dm:person>\n</presence>\n";
    }

    private Draft request(String method, String uri, String from, String to, String callId, int socket) {
        long unique = number.incrementAndGet();
        Draft draft = new Draft("z9hG4bK-bench-" + unique);
        draft.text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        return draft.field("Via", "SIP/2.0/UDP " + sockets.address(socket) + ";branch=" + draft.branch + ";rport")
                .field("Max-Forwards", 70)
                .field("From", "<" + aor(from) + ">;tag=f" + unique)
                .field("To", "<" + aor(to) + ">")
                .field("Call-ID", callId)
                .field("CSeq", unique + " " + method)
                .field("User-Agent", "pawn-bench");
    }

    private String contact(String user, int socket) {
        return "<sip:" + user + "@" + sockets.address(socket) + ">";
    }

    private static String aor(String user) {
        return "sip:" + user + "@" + DOMAIN;
    }

    private static final class Draft {
        private final StringBuilder text = new StringBuilder(1024);
        private final String branch;

        Draft(String branch) {
            this.branch = branch;
        }

        Draft field(String name, Object value) {
            text.append(name).append(": ").append(value).append("\r\n");
            return this;
        }

        SipClient.Request with(String body) {
            field("Content-Length", body.getBytes(StandardCharsets.UTF_8).length);
            text.append("\r\n").append(body);
            return new SipClient.Request(branch, text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
