package org.pawn.server.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One person at a {@link SipTestClient}, who answers challenges with their password. */
final class SipUser implements AutoCloseable {
    static final String DOMAIN = "example.com";

    final SipTestClient client;
    final String name;
    private final String password;
    private final String tag = UUID.randomUUID().toString();
    private final String registration = UUID.randomUUID().toString();
    private long cseq;

    SipUser(SipTestClient client, String name, String password) {
        this.client = client;
        this.name = name;
        this.password = password;
    }

    static SipUser of(SipTestClient client, String name) {
        return new SipUser(client, name, SipServer.PASSWORD);
    }

    String address() {
        return "sip:" + name + "@" + DOMAIN;
    }

    /** A request in the making; what is not set has the usual value. */
    final class Request {
        private final String method;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String uri;
        private String body = "";
        private String raw = "";

        Request(String method, String uri) {
            this.method = method;
            this.uri = uri;
            cseq++;
            headers.put("From", "<" + address() + ">;tag=" + tag);
            headers.put("To", "<" + uri + ">");
            headers.put("Call-ID", UUID.randomUUID().toString());
            headers.put("CSeq", cseq + " " + method);
            headers.put("Max-Forwards", "70");
            headers.put("Contact", "<" + client.contact(name) + ">");
        }

        Request with(String header, String value) {
            headers.put(header, value);
            return this;
        }

        Request without(String header) {
            headers.remove(header);
            return this;
        }

        /** Lines put in as they are. */
        Request raw(String lines) {
            raw = lines;
            return this;
        }

        Request body(String type, String content) {
            headers.put("Content-Type", type);
            body = content;
            return this;
        }

        String text() {
            StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\r\n" + client.via() + "\r\n");
            headers.forEach((header, value) ->
                    text.append(header).append(": ").append(value).append("\r\n"));
            return text.append(raw)
                    .append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n\r\n")
                    .append(body)
                    .toString();
        }

        /** Sends without credentials and gives the answer. */
        String send() {
            client.send(text());
            return client.awaitResponse(headers.get("Call-ID"), cseqNumber());
        }

        /** Sends, answers a challenge, and gives the answer to that. */
        String sendSigned() {
            String answer = send();
            int status = SipTestClient.status(answer);
            return status == 401 || status == 407 ? signedFor(answer).send() : answer;
        }

        /** The same request, one higher, with the answer to that challenge. */
        Request signedFor(String challenge) {
            boolean proxy = SipTestClient.status(challenge) == 407;
            String offered = SipTestClient.header(challenge, proxy ? "Proxy-Authenticate" : "WWW-Authenticate")
                    .orElseThrow();
            cseq = Math.max(cseq, cseqNumber() + 1);
            headers.put("CSeq", cseq + " " + method);
            headers.put(proxy ? "Proxy-Authorization" : "Authorization", credentials(offered, 1));
            return this;
        }

        String credentials(String challenge, int count) {
            String algorithm = parameter(challenge, "algorithm");
            String nonce = parameter(challenge, "nonce");
            String realm = parameter(challenge, "realm");
            String nc = String.format(Locale.ROOT, "%08x", count);
            String ha1 = hash(algorithm, name + ":" + realm + ":" + password);
            String ha2 = hash(algorithm, method + ":" + uri);
            String response = hash(algorithm, ha1 + ":" + nonce + ":" + nc + ":c1:auth:" + ha2);
            return "Digest username=\"" + name + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                    + "\", response=\"" + response + "\", algorithm=" + algorithm + ", cnonce=\"c1\", qop=auth, nc="
                    + nc;
        }

        private long cseqNumber() {
            return Long.parseLong(headers.get("CSeq").split(" ")[0]);
        }
    }

    Request request(String method, String uri) {
        return new Request(method, uri);
    }

    Request register(int expires) {
        return request("REGISTER", "sip:" + DOMAIN)
                .with("To", "<" + address() + ">")
                .with("Call-ID", registration)
                .with("Expires", Integer.toString(expires));
    }

    Request publish(String basic, String activities) {
        return request("PUBLISH", address())
                .with("Event", "presence")
                .with("Expires", "60")
                .body("application/pidf+xml", pidf(name, basic, activities));
    }

    /** A dialog document of this person's, {@code state} being full or partial. */
    Request publishDialogs(int version, String state, String dialogs) {
        return request("PUBLISH", address())
                .with("Event", "dialog")
                .with("Expires", "60")
                .body("application/dialog-info+xml", dialogInfo(name, version, state, dialogs));
    }

    Request subscribe(String whom, int expires) {
        return request("SUBSCRIBE", "sip:" + whom + "@" + DOMAIN)
                .with("Event", "presence")
                .with("Accept", "application/pidf+xml")
                .with("Expires", Integer.toString(expires));
    }

    Request message(String whom, String text) {
        return request("MESSAGE", "sip:" + whom + "@" + DOMAIN)
                .without("Contact")
                .body("text/plain", text);
    }

    static String pidf(String user, String basic, String activities) {
        return "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                + " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:" + user + "@" + DOMAIN + "\">"
                + "<tuple id=\"t\"><status><basic>" + basic + "</basic></status></tuple>"
                + "<dm:person id=\"p\"><rpid:activities>" + activities + "</rpid:activities></dm:person></presence>";
    }

    static String dialogInfo(String user, int version, String state, String dialogs) {
        return "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"" + version + "\" state=\"" + state
                + "\" entity=\"sip:" + user + "@" + DOMAIN + "\">" + dialogs + "</dialog-info>";
    }

    private static String parameter(String challenge, String name) {
        Matcher found = Pattern.compile("[ ,]" + name + "=\"?([^\",]+)").matcher(challenge);
        if (!found.find()) {
            throw new AssertionError("no " + name + " in " + challenge);
        }
        return found.group(1);
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm.replace("512-", "512/"))
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
