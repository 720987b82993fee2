package org.pawn.rest.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Another edge's protocol, as a test drives it: it says everything back, unless it is told to hold or to flood. */
public final class GuestEndpoint implements WebSocketEndpoint {
    static final int MAX_MESSAGE_BYTES = 80 * 1024;
    static final int FEW_BYTES = 100;

    final List<Client> clients = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    volatile boolean refusing;
    final LinkedBlockingQueue<String> endings = new LinkedBlockingQueue<>();

    @Override
    public String path() {
        return "/sip";
    }

    @Override
    public String protocol() {
        return "sip";
    }

    @Override
    public Inbound opened(Client client, Outbound out) {
        clients.add(client);
        if (refusing) {
            out.close(1001);
        }
        return new Inbound() {
            @Override
            public int longest() {
                return messages.contains("less") ? FEW_BYTES : MAX_MESSAGE_BYTES;
            }

            @Override
            public void message(byte[] message, Runnable next) {
                String text = new String(message, StandardCharsets.UTF_8);
                messages.add(text);
                if (text.equals("hold")) {
                    held.add(next);
                    return;
                }
                try {
                    if (text.equals("flood")) {
                        flood();
                    }
                    out.send(message);
                } catch (IOException cut) {
                    endings.add(cut.getMessage());
                }
                next.run();
            }

            private void flood() throws IOException {
                for (int kilobyte = 0; kilobyte < 64 * 1024; kilobyte++) {
                    out.send(new byte[1024]);
                }
            }

            @Override
            public void closed() {
                endings.add("closed");
            }
        };
    }
}
