package org.pawn.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One UDP socket that signs requests with a user name and a password, and waits for each answer. Not thread-safe. */
final class SipGuesser implements AutoCloseable {
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
    private static final int PATIENCE_MILLIS = 5_000;

    private final InetSocketAddress server;
    private final DatagramSocket socket;
    private final byte[] buffer = new byte[65_535];
    private String nonce = "";
    private int count;
    private long number;

    SipGuesser(InetSocketAddress server) throws IOException {
        this.server = Loopback.require(server);
        this.socket = new DatagramSocket(new InetSocketAddress(server.getAddress(), 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Takes a fresh nonce: it is good for five minutes. */
    void challenge() throws IOException {
        count = 0;
        SipMessage challenged = exchange(request("REGISTER", "sip:" + SipRequests.DOMAIN, "nobody", ""));
        Matcher found = NONCE.matcher(challenged.header("WWW-Authenticate").orElse(""));
        if (!found.find()) {
            throw new IOException("no challenge, but " + challenged.status());
        }
        nonce = found.group(1);
    }

    int register(String user, String password) throws IOException {
        return signed("REGISTER", "sip:" + SipRequests.DOMAIN, user, password);
    }

    /** One look, without a standing subscription. */
    int subscribe(String user, String password, String whom) throws IOException {
        return signed("SUBSCRIBE", "sip:" + whom + "@" + SipRequests.DOMAIN, user, password);
    }

    private int signed(String method, String uri, String user, String password) throws IOException {
        count++;
        String counted = String.format(Locale.ROOT, "%08x", count);
        String ha1 = md5(user + ":" + SipRequests.DOMAIN + ":" + password);
        String response = md5(ha1 + ":" + nonce + ":" + counted + ":c:auth:" + md5(method + ":" + uri));
        String credentials = "Authorization: Digest username=\"" + user + "\", realm=\"" + SipRequests.DOMAIN
                + "\", nonce=\"" + nonce + "\", uri=\"" + uri + "\", response=\"" + response
                + "\", algorithm=MD5, cnonce=\"c\", qop=auth, nc=" + counted + "\r\n";
        return exchange(request(method, uri, user, credentials)).status();
    }

    private String request(String method, String uri, String user, String credentials) {
        String self = "127.0.0.1:" + socket.getLocalPort();
        String from = "<sip:" + user + "@" + SipRequests.DOMAIN + ">";
        number++;
        return method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + self + ";rport;branch=z9hG4bK-guess-" + number + "\r\n"
                + "Max-Forwards: 70\r\nFrom: " + from + ";tag=g" + number + "\r\n"
                + "To: " + (method.equals("REGISTER") ? from : "<" + uri + ">") + "\r\n"
                + "Call-ID: guess-" + number + "\r\nCSeq: " + number + " " + method + "\r\n"
                + "Contact: <sip:" + user + "@" + self + ">\r\n"
                + "Event: presence\r\nExpires: 0\r\n" + credentials + "Content-Length: 0\r\n\r\n";
    }

    private SipMessage exchange(String request) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(bytes, bytes.length, server));
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            SipMessage message = SipMessage.read(ByteBuffer.wrap(buffer, 0, packet.getLength()));
            if (message.status() >= 200 && message.sequence() == number) {
                return message;
            }
        }
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has MD5", missing);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
