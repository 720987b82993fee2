package org.pawn.server.main;

import java.io.IOException;
import org.pawn.rest.websocket.WebSocketEndpoint;
import org.pawn.server.sip.SipEndpoint;
import org.pawn.server.sip.wire.SipFrames;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipSocket;
import org.pawn.server.sip.wire.Transport;

/** Joins the SIP edge, which speaks, to the REST edge, which holds the ports: {@code /sip} (RFC 7118). */
final class SipOverWebSocket implements WebSocketEndpoint {
    private static final int GOING_AWAY = 1001;

    private final SipEndpoint sip;

    SipOverWebSocket(SipEndpoint sip) {
        this.sip = sip;
    }

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
        SipPeer peer = new SipPeer(client.secure() ? Transport.WSS : Transport.WS, client.address());
        SipFrames frames = sip.connect(peer, client.reachedAt(), new Socket(out));
        return new Inbound() {
            @Override
            public int longest() {
                return frames.longest();
            }

            @Override
            public void message(byte[] message, Runnable next) {
                frames.message(message, next);
            }

            @Override
            public void closed() {
                frames.closed();
            }
        };
    }

    private record Socket(Outbound out) implements SipSocket {
        @Override
        public void write(byte[] bytes) throws IOException {
            out.send(bytes);
        }

        @Override
        public void close() {
            out.close(GOING_AWAY);
        }
    }
}
