package org.pawn.server.sip;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.time.TimeSource;

/**
 * At most so many answers a second to one address from which nobody has proved anything, so that we are of no use for
 * flooding others and guessing is slow.
 * Bounded: the address that was quiet longest is forgotten first. Thread-safe.
 */
final class ChallengeLimit {
    private static final int MAX_ADDRESSES = 10_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TimeSource time;
    private final Set<String> exempt;
    private final int perSecond;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

    /** @param exempt addresses that are left alone; {@code loopback} names all of this machine's own */
    ChallengeLimit(TimeSource time, Set<String> exempt, int perSecond) {
        this.exempt = exempt;
        this.time = time;
        this.perSecond = perSecond;
    }

    private static final class Window {
        private long startNanos;
        private int count;
    }

    /** Counts one; false when it is one too many. */
    synchronized boolean allows(SipPeer peer) {
        if (peer.isAmong(exempt)) {
            return true;
        }
        long now = time.nanos();
        Window window = windows.computeIfAbsent(peer.host(), first -> new Window());
        if (window.count == 0 || now - window.startNanos >= SECOND) {
            window.startNanos = now;
            window.count = 0;
        }
        window.count++;
        if (windows.size() > MAX_ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
        return window.count <= perSecond;
    }
}
