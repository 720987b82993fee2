package org.pawn.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A phone that registers and publishes over UDP, from one port for as long as it lives. */
final class UdpPhone implements AutoCloseable {
    private static final int RESEND_MILLIS = 1_000;
    private static final int ATTEMPTS = 20;

    private final String user;
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private int sequence;
    private String entityTag = "";

    UdpPhone(String user) throws IOException {
        this.user = user;
        socket.setSoTimeout(RESEND_MILLIS);
    }

    void register(int serverPort) throws IOException {
        String contact = "Contact: <sip:" + user + "@127.0.0.1:" + socket.getLocalPort() + ">\r\n";
        String answer = ask(serverPort, "REGISTER", "sip:example.com", contact + "Expires: 3600\r\n", "");
        assertThat(answer).startsWith("SIP/2.0 200");
    }

    /** Publishes "open", or renews it; a tag that the server no longer knows is replaced by a new publication. */
    void publish(int serverPort) throws IOException {
        String headers = "Event: presence\r\nExpires: 3600\r\n";
        String pidf = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:" + user + "@example.com\">"
                + "<tuple id=\"t1\"><status><basic>open</basic></status></tuple></presence>";
        String answer = entityTag.isEmpty()
                ? "SIP/2.0 412"
                : ask(
                        serverPort,
                        "PUBLISH",
                        "sip:" + user + "@example.com",
                        headers + "SIP-If-Match: " + entityTag + "\r\n",
                        "");
        if (answer.startsWith("SIP/2.0 412")) {
            answer = ask(
                    serverPort,
                    "PUBLISH",
                    "sip:" + user + "@example.com",
                    headers + "Content-Type: application/pidf+xml\r\n",
                    pidf);
        }
        assertThat(answer).startsWith("SIP/2.0 200");
        entityTag = header(answer, "SIP-ETag");
    }

    @Override
    public void close() {
        socket.close();
    }

    private String ask(int serverPort, String method, String uri, String headers, String body) throws IOException {
        int cseq = ++sequence;
        String request = method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + user + cseq + ";rport\r\n"
                + "From: <sip:" + user + "@example.com>;tag=1\r\n"
                + "To: <sip:" + user + "@example.com>\r\n"
                + "Call-ID: " + user + "-" + method + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + "Max-Forwards: 70\r\n"
                + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        InetAddress server = InetAddress.getLoopbackAddress();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            socket.send(new DatagramPacket(bytes, bytes.length, server, serverPort));
            String answer = answerTo(cseq + " " + method);
            if (!answer.isEmpty()) {
                return answer;
            }
        }
        throw new AssertionError("no answer to " + method);
    }

    /** Empty where none came in time; whatever else the server sends is passed over. */
    private String answerTo(String cseq) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            while (true) {
                socket.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (text.startsWith("SIP/2.0 ")
                        && !text.startsWith("SIP/2.0 1")
                        && header(text, "CSeq").equals(cseq)) {
                    return text;
                }
            }
        } catch (SocketTimeoutException nothingCame) {
            return "";
        }
    }

    private static String header(String message, String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return message.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse("");
    }
}
