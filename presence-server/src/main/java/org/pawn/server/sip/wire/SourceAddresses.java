package org.pawn.server.sip.wire;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pawn.time.TimeSource;

/**
 * By which of our addresses a peer reaches us, where we listen on all of them: the routing table knows, but asking costs a
 * socket, so what it said is kept for a minute. Bounded: who was asked for longest ago is forgotten first. Thread-safe.
 */
final class SourceAddresses {
    static final Duration LIFE = Duration.ofMinutes(1);
    static final int MAX_PEERS = 10_000;

    private final TimeSource time;
    private final UnaryOperator<InetAddress> routing;
    private final Map<InetAddress, Known> known = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

    private record Known(InetAddress local, long untilNanos) {}

    SourceAddresses(TimeSource time) {
        this(time, SourceAddresses::ask);
    }

    /** @param routing our address towards a peer's */
    SourceAddresses(TimeSource time, UnaryOperator<InetAddress> routing) {
        this.time = time;
        this.routing = routing;
    }

    InetAddress towards(InetAddress peer) {
        long now = time.nanos();
        synchronized (this) {
            Known held = known.get(peer);
            if (held != null && held.untilNanos - now > 0) {
                return held.local;
            }
        }
        InetAddress local = routing.apply(peer);
        synchronized (this) {
            known.put(peer, new Known(local, now + LIFE.toNanos()));
            if (known.size() > MAX_PEERS) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return local;
    }

    private static InetAddress ask(InetAddress peer) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(peer, 5060)); // sends nothing: only asks the routing table
            return probe.getLocalAddress();
        } catch (IOException | RuntimeException unreachable) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
