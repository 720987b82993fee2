package org.pawn.server.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TCP or TLS: messages are cut by their Content-Length; what stands between two of them comes as it is. */
final class StreamWire implements Wire {
    private static final Pattern LENGTH = Pattern.compile("(?im)^(?:content-length|l)[ \t]*:[ \t]*([0-9]+)");

    private final Socket socket;
    private final Inbox inbox = new Inbox();

    StreamWire(Socket connected) {
        socket = connected;
        Thread reader = new Thread(this::read, "conformance-stream");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                inbox.add(message(in));
            }
        } catch (IOException closed) {
            inbox.end();
        }
    }

    private static String message(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            bytes.write(next);
            String sofar = next == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
            if (sofar.equals("\r\n")) {
                return sofar; // an answered keep-alive (RFC 5626 section 4.4.1)
            } else if (sofar.endsWith("\r\n\r\n")) {
                Matcher length = LENGTH.matcher(sofar);
                bytes.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }

    @Override
    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<String> receive(Duration patience) {
        return inbox.next(patience);
    }

    @Override
    public String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public boolean isClosedByServer(Duration patience) {
        return inbox.endsWithin(patience);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
