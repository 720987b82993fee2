package org.pawn.server.main;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Looks whether each listener's port is free before anything opens, so that a busy one is named with its key. */
final class FreePorts {
    private static final int TRIES = 100;

    private FreePorts() {}

    /** @throws StartException naming the first listener that cannot be had */
    static void require(ServerConfig config) throws StartException {
        require("http.listen", config.http().listen(), false);
        require("https.listen", config.http().secureListen(), false);
        require("sip.listen", config.sip().listen(), true);
        require("sips.listen", config.sip().secureListen(), false);
    }

    private static void require(String key, Optional<Listener> listen, boolean udpToo) throws StartException {
        if (listen.isEmpty()) {
            return;
        }
        try {
            bind(listen.get(), udpToo);
        } catch (BindException busy) {
            throw new StartException(
                    key + ": the port " + listen.get() + " is in use or not ours to use; stop what holds it, or choose"
                            + " another.",
                    busy);
        } catch (IOException failure) {
            throw new StartException(key + ": " + listen.get() + " cannot be used: " + failure.getMessage(), failure);
        }
    }

    /** That listener, or the next port on its host that nobody has. */
    static Listener next(Listener wanted, boolean udpToo) {
        for (int port = wanted.port(); port < wanted.port() + TRIES; port++) {
            try {
                bind(wanted.withPort(port), udpToo);
                return wanted.withPort(port);
            } catch (IOException busy) {
                continue; // the next one may be free
            }
        }
        return wanted.withPort(0);
    }

    private static void bind(Listener listen, boolean udpToo) throws IOException {
        InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
        try (ServerSocket tcp = new ServerSocket()) {
            tcp.setReuseAddress(true);
            tcp.bind(address);
            if (udpToo) {
                new DatagramSocket(address).close();
            }
        }
    }
}
