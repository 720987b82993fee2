package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pawn.rest.RestFixture;

/**
 * The feed over a bare socket (RFC 6455): it reads only when told to and answers no ping, as a WebSocket library would.
 */
final class RawFeed implements AutoCloseable {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int RECEIVE_BUFFER_BYTES = 16 * 1024;
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int closeCode;

    RawFeed(RestFixture server, String token) {
        URI at = URI.create(server.url("/v1/feed"));
        try {
            socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(at.getHost(), at.getPort()));
            in = new DataInputStream(socket.getInputStream());
            String upgrade = "GET /v1/feed HTTP/1.1\r\nHost: " + at.getAuthority()
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: pawn.v1\r\n\r\n";
            socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
            assertThat(line()).contains("101");
            while (!line().isEmpty()) {
                // a header of the upgrade's answer
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        say("{'type':'hello','token':'" + token + "'}");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            line.write(octet);
        }
        return line.toString(StandardCharsets.US_ASCII).trim();
    }

    /** Sends a text frame, written with single quotes; a mask of zeros leaves it readable. */
    void say(String frame) {
        byte[] text = frame.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(text.length).isBetween(0, 65_535);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | TEXT);
        if (text.length < 126) {
            out.write(0x80 | text.length);
        } else {
            out.write(0x80 | 126);
            out.write(text.length >> 8);
            out.write(text.length);
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(text);
        try {
            socket.getOutputStream().write(out.toByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads up to the next text frame; empty when the server has closed the connection. Pings are not answered. */
    Optional<JsonNode> read() {
        try {
            while (true) {
                int first = in.readUnsignedByte();
                int opcode = first & 0x0f;
                int length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = Math.toIntExact(in.readLong());
                }
                byte[] payload = in.readNBytes(length);
                if (opcode == CLOSE) {
                    closeCode = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                    continue;
                }
                if (opcode != TEXT && opcode != CONTINUATION) {
                    continue;
                }
                text.writeBytes(payload);
                if (first >= 0x80) {
                    JsonNode frame = new ObjectMapper().readTree(text.toByteArray());
                    text.reset();
                    FeedSpecification.file().judge(frame);
                    return Optional.of(frame);
                }
            }
        } catch (EOFException | SocketException closed) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    JsonNode next(String type) {
        while (true) {
            JsonNode frame = read().orElseThrow(() -> new AssertionError("closed before a " + type));
            if (frame.path("type").asText().equals(type)) {
                return frame;
            }
        }
    }

    /** The code of the close frame; 0 while none came. */
    int closeCode() {
        return closeCode;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
