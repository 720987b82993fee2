package org.pawn.server.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A person's device on a {@link Wire}, or a stranger's: it asks, and reads what it hears. Not thread-safe. */
final class Phone implements AutoCloseable {
    static final String DOMAIN = "example.com";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    final Over over;
    final Wire wire;
    final String name;
    private final String password;
    private final String tag = Request.fresh();
    private final String registration = Request.fresh();
    private final List<Heard> passedOver = new ArrayList<>();
    private Optional<String> challenge = Optional.empty();
    private int count;
    private long cseq;

    Phone(Over over, Wire wire, String name, String password) {
        this.over = over;
        this.wire = wire;
        this.name = name;
        this.password = password;
    }

    String address() {
        return "sip:" + name + "@" + DOMAIN;
    }

    String contact() {
        return "sip:" + name + "@" + wire.host() + over.parameter();
    }

    String via() {
        return "SIP/2.0/" + over + " " + wire.host() + ";branch=" + Request.branch() + ";rport";
    }

    /** A request with all that one needs, in this person's name. */
    Request request(String method, String uri) {
        cseq++;
        return new Request(method, uri)
                .with("Via", via())
                .with("Max-Forwards", "70")
                .with("From", "<" + address() + ">;tag=" + tag)
                .with("To", "<" + uri + ">")
                .with("Call-ID", Request.fresh())
                .with("CSeq", cseq + " " + method)
                .with("Contact", "<" + contact() + ">");
    }

    Request options() {
        return request("OPTIONS", "sip:" + DOMAIN).without("Contact");
    }

    Request register(int expires) {
        return request("REGISTER", "sip:" + DOMAIN)
                .with("To", "<" + address() + ">")
                .with("Call-ID", registration)
                .with("Expires", Integer.toString(expires));
    }

    /** Asks for the bindings and changes none (RFC 3261 section 10.2.3). */
    Request query() {
        return register(60).without("Contact").without("Expires");
    }

    Request message(Phone to, String text) {
        return request("MESSAGE", to.address()).without("Contact").body("text/plain", text);
    }

    Request subscribe(Phone whom, int expires) {
        return request("SUBSCRIBE", whom.address())
                .with("Event", "presence")
                .with("Accept", "application/pidf+xml")
                .with("Expires", Integer.toString(expires));
    }

    Request publish(String basic) {
        return request("PUBLISH", address())
                .without("Contact")
                .with("Event", "presence")
                .with("Expires", "300")
                .body("application/pidf+xml", pidf(basic, ""));
    }

    String pidf(String basic, String activity) {
        return "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                + " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"" + address() + "\">"
                + "<tuple id=\"t\"><status><basic>" + basic + "</basic></status></tuple><dm:person id=\"p\">"
                + "<rpid:activities>" + activity + "</rpid:activities></dm:person></presence>";
    }

    /** Sends as it is and gives the final answer. */
    Heard ask(Request request) {
        send(request.text());
        return answerTo(request);
    }

    /** Sends with credentials, after a challenge where none is known, and gives the final answer. */
    Heard asked(Request request) {
        if (challenge.isEmpty()) {
            Heard first = ask(request);
            if (first.status() != 401 && first.status() != 407) {
                return first;
            }
            took(first);
            again(request);
        }
        return ask(signed(request));
    }

    /** Remembers a challenge: later requests are signed with it. */
    Phone took(Heard challenged) {
        challenge = Optional.of(challenged
                .header(challenged.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate")
                .orElseThrow(() -> new AssertionError("no challenge in " + challenged.text())));
        count = 0;
        return this;
    }

    /** Learns a challenge with a request that changes nothing. */
    Phone signIn() {
        Request fetch = query();
        Heard answer = asked(fetch);
        if (answer.status() != 200) {
            throw new AssertionError("not signed in: " + answer.text());
        }
        return this;
    }

    /** Is there for calls and messages from now on. */
    Phone registered() {
        Heard answer = asked(register(600));
        if (answer.status() != 200) {
            throw new AssertionError("not registered: " + answer.text());
        }
        return this;
    }

    Digest digest() {
        String known = challenge.orElseThrow();
        count++;
        return new Digest(known, name, password).count(count);
    }

    Request signed(Request request) {
        return request.with("Authorization", digest().sign(request.method(), request.uri()));
    }

    /** The same request as a new transaction: the next CSeq, another branch. */
    Request again(Request request) {
        cseq = Math.max(cseq, Long.parseLong(request.the("CSeq").split(" ")[0])) + 1;
        return request.with("CSeq", cseq + " " + request.method()).with("Via", via());
    }

    long nextCSeq() {
        return ++cseq;
    }

    void send(String text) {
        wire.send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(Heard request, int status, String... more) {
        send(answer(request, status, more));
    }

    /** An answer to what the server asked. */
    static String answer(Heard request, int status, String... more) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Test\r\n");
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq", "Record-Route")) {
            request.headers(name)
                    .forEach(value ->
                            text.append(name).append(": ").append(value).append("\r\n"));
        }
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    Heard answerTo(Request request) {
        String callId = request.header("Call-ID").orElse("");
        String sequence = request.the("CSeq");
        return hear(heard -> heard.isFinal()
                && heard.header("Call-ID").orElse("").equals(callId)
                && heard.header("CSeq").orElse("").replaceAll("\\s+", " ").equals(sequence.replaceAll("\\s+", " ")));
    }

    Heard hearResponse(int status, String method) {
        return hear(heard -> heard.status() == status && heard.the("CSeq").endsWith(" " + method));
    }

    Heard hearRequest(String method) {
        return hear(heard -> heard.is(method));
    }

    /** A NOTIFY, which is answered. */
    Heard hearNotify() {
        Heard notify = hearRequest("NOTIFY");
        send(notify, 200);
        return notify;
    }

    /** The next message that matches; others wait for those who ask for them. */
    Heard hear(Predicate<Heard> wanted) {
        for (Heard waiting : passedOver) {
            if (wanted.test(waiting)) {
                passedOver.remove(waiting);
                return waiting;
            }
        }
        List<Heard> other = new ArrayList<>(passedOver);
        while (true) {
            Heard next = wire.receive(PATIENCE)
                    .map(Heard::new)
                    .orElseThrow(() -> new AssertionError("nothing came that matches, but " + other));
            if (wanted.test(next)) {
                return next;
            }
            passedOver.add(next);
            other.add(next);
        }
    }

    /** What has come by the time that a later request is answered. */
    List<Heard> heardUntilAnswered() {
        Request probe = options();
        Heard answer = ask(probe);
        if (answer.status() != 200) {
            throw new AssertionError("the server does not answer: " + answer.text());
        }
        return List.copyOf(passedOver);
    }

    boolean isClosedByServer() {
        return wire.isClosedByServer(PATIENCE);
    }

    @Override
    public void close() {
        wire.close();
    }
}
