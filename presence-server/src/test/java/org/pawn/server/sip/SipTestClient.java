package org.pawn.server.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A black-box SIP client: it writes text on a socket and reads text, and shares no code with the server. */
public final class SipTestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String transport;
    private final Line line;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final List<String> passedOver = new ArrayList<>(); // guarded by this
    private final List<String> all = new ArrayList<>();
    private volatile boolean answersRequests = true;
    private volatile boolean over;

    /** What carries the text. */
    interface Line {
        void send(byte[] bytes) throws IOException;

        /** The next message; fails once the line is cut. */
        String receive() throws IOException;

        /** The client's own host and port, as it knows them. */
        String host();

        void cut() throws IOException;
    }

    SipTestClient(String transport, Line line) {
        this.transport = transport;
        this.line = line;
        Thread reader = new Thread(this::read, "sip-test-client");
        reader.setDaemon(true);
        reader.start();
    }

    public static SipTestClient udp(InetSocketAddress server) {
        try {
            return new SipTestClient("UDP", new Datagrams(server));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static SipTestClient tcp(InetSocketAddress server) {
        try {
            return over("TCP", new Socket(server.getAddress(), server.getPort()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static SipTestClient over(String transport, Socket connected) {
        return new SipTestClient(transport, new Stream(connected));
    }

    /** Whether requests from the server get a 200; they do unless told otherwise. */
    public SipTestClient answering(boolean answers) {
        answersRequests = answers;
        return this;
    }

    public String transport() {
        return transport;
    }

    public int port() {
        return Integer.parseInt(line.host().substring(line.host().lastIndexOf(':') + 1));
    }

    public String contact(String user) {
        String uri = transport.equals("WSS") ? "ws" : transport.toLowerCase(Locale.ROOT);
        return "sip:" + user + "@" + line.host() + (transport.equals("UDP") ? "" : ";transport=" + uri);
    }

    /** A top Via with a fresh branch. */
    public String via() {
        return "Via: SIP/2.0/" + transport + " " + line.host() + ";rport;branch=z9hG4bK" + UUID.randomUUID();
    }

    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) {
        try {
            line.send(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The next message that matches; others wait for those who ask for them. */
    public String await(Predicate<String> wanted) {
        return await(wanted, PATIENCE)
                .orElseThrow(() -> new AssertionError("nothing came that matches; came: " + allReceived()));
    }

    public synchronized Optional<String> await(Predicate<String> wanted, Duration patience) {
        Optional<String> waiting = passedOver.stream().filter(wanted).findFirst();
        if (waiting.isPresent()) {
            passedOver.remove(waiting.get());
            return waiting;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                String message = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (message == null || wanted.test(message)) {
                    return Optional.ofNullable(message);
                }
                passedOver.add(message);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The response to the request with that Call-ID and CSeq number, not a provisional one. */
    public String awaitResponse(String callId, long cseq) {
        return await(message -> message.startsWith("SIP/2.0 ")
                && !message.startsWith("SIP/2.0 1")
                && message.contains("Call-ID: " + callId + "\r\n")
                && message.contains("CSeq: " + cseq + " "));
    }

    public String awaitRequestOrResponse(String start) {
        return await(message -> message.startsWith(start));
    }

    public String awaitRequest(String method) {
        return await(message -> message.startsWith(method + " "));
    }

    public List<String> allReceived() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    public boolean isClosedByServer() {
        return over;
    }

    public static int status(String response) {
        return Integer.parseInt(response.substring(8, 11));
    }

    public static Optional<String> header(String message, String name) {
        for (String line : message.split("\r\n\r\n", 2)[0].split("\r\n")) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return Optional.of(line.substring(name.length() + 1).strip());
            }
        }
        return Optional.empty();
    }

    public static String body(String message) {
        return message.split("\r\n\r\n", 2)[1];
    }

    /** A 200 to a request from the server. */
    public static String answerTo(String request, int status) {
        StringBuilder answer = new StringBuilder("SIP/2.0 " + status + " Test\r\n");
        for (String line : request.split("\r\n\r\n", 2)[0].split("\r\n")) {
            if (line.matches("(?i)(via|from|to|call-id|cseq):.*")) {
                answer.append(line).append("\r\n");
            }
        }
        return answer.append("Content-Length: 0\r\n\r\n").toString();
    }

    private void read() {
        try {
            while (true) {
                String message = line.receive();
                synchronized (all) {
                    all.add(message);
                }
                if (answersRequests && !message.startsWith("SIP/2.0")) {
                    send(answerTo(message, 200));
                }
                received.add(message);
            }
        } catch (IOException | UncheckedIOException closed) {
            over = true;
            close();
        }
    }

    @Override
    public void close() {
        try {
            line.cut();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
    }

    private static final class Datagrams implements Line {
        private final InetSocketAddress server;
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

        Datagrams(InetSocketAddress server) throws IOException {
            this.server = server;
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            socket.send(new DatagramPacket(bytes, bytes.length, server));
        }

        @Override
        public String receive() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        }

        @Override
        public String host() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void cut() {
            socket.close();
        }
    }

    private record Stream(Socket socket) implements Line {
        @Override
        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        @Override
        public String receive() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            String text = "";
            while (!text.endsWith("\r\n\r\n") || text.isBlank()) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("closed");
                }
                bytes.write(next);
                text = bytes.toString(StandardCharsets.UTF_8);
                if (text.equals("\r\n")) {
                    return text; // a pong
                }
            }
            int length = header(text, "Content-Length").map(Integer::parseInt).orElse(0);
            return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        @Override
        public String host() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void cut() throws IOException {
            socket.close();
        }
    }
}
