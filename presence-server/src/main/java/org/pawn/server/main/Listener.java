package org.pawn.server.main;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a listener shall listen.
 *
 * @param host a name or a literal address, without brackets
 * @param port 0 for any free one
 */
record Listener(String host, int port) {
    /** Reads {@code HOST:PORT}, {@code [v6]:PORT}, or {@code off} (empty), which YAML may have read as false. */
    static Optional<Listener> parse(String text) {
        if (text.equals("off") || text.equals("false")) {
            return Optional.empty();
        }
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("HOST:PORT or off");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 0 || port > 65_535 || host.isBlank()) {
                throw new IllegalArgumentException("HOST:PORT with a port from 0 to 65535, or off");
            }
            return Optional.of(new Listener(host, port));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("HOST:PORT or off", notANumber);
        }
    }

    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    Listener withPort(int newPort) {
        return new Listener(host, newPort);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
