package org.pawn.server.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wire between a client and the server, which can be cut and mended. */
public final class Cable implements AutoCloseable {
    private final ServerSocket plug;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public Cable(int target) throws IOException {
        this.target = target;
        plug = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept, "cable");
    }

    public String url() {
        return "http://127.0.0.1:" + plug.getLocalPort();
    }

    /** Ends what runs over it, and lets nothing through until it is mended. */
    public void cut() {
        cut = true;
        open.forEach(Cable::hangUp);
        open.clear();
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            plug.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!plug.isClosed()) {
            try {
                Socket client = plug.accept();
                if (cut) {
                    hangUp(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                start(() -> pass(client, server), "cable-up");
                start(() -> pass(server, client), "cable-down");
            } catch (IOException closed) {
                // The test is over, or the server is: the loop's condition tells.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            // Either side hung up.
        } finally {
            hangUp(from);
            hangUp(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It is closed, which was wanted.
        }
    }
}
