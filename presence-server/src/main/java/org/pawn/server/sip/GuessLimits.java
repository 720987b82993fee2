package org.pawn.server.sip;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.time.TimeSource;

/**
 * How often somebody may be wrong about a password. A name has a bucket for each address that guesses at it, and one for
 * all addresses together, so that neither one guesser nor a thousand get far. The true owner is not locked out by them:
 * the flow on which a name was proved passes both, and the address on which it was proved passes the second. Names are
 * counted as they are claimed, whether or not there is such a person. Bounded: what was longest untouched is forgotten
 * first. Thread-safe.
 */
final class GuessLimits {
    static final int FROM_ONE_ADDRESS = 10;
    static final int FROM_ALL = 100;
    static final Duration REFILL = Duration.ofMinutes(1);
    /** How long it is remembered where a name was proved. */
    static final Duration PROVED = Duration.ofDays(1);

    private static final int MAX = 50_000;
    private static final String EVERYWHERE = "*";

    private record Key(String place, String userName) {}

    private final TimeSource time;
    private final Set<String> exempt;
    private final Map<Key, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true); // guarded by this: monotonic
    private final Map<Key, Long> provedAt = new LinkedHashMap<>(16, 0.75f, true); // guarded by this: monotonic

    /** @param exempt addresses that are left alone; {@code loopback} names all of this machine's own */
    GuessLimits(TimeSource time, Set<String> exempt) {
        this.time = time;
        this.exempt = exempt;
    }

    boolean isExempt(SipPeer peer) {
        return peer.isAmong(exempt);
    }

    /** @throws Refusal.LimitExceeded with the time to wait, if that peer may not try that name now */
    synchronized void require(SipPeer peer, String userName) {
        if (isExempt(peer) || isProved(peer.flow(), userName)) {
            return;
        }
        Duration here = wait(new Key(peer.host(), userName), FROM_ONE_ADDRESS);
        Duration everywhere =
                isProved(peer.host(), userName) ? Duration.ZERO : wait(new Key(EVERYWHERE, userName), FROM_ALL);
        Duration longer = here.compareTo(everywhere) > 0 ? here : everywhere;
        if (!longer.isZero()) {
            throw new Refusal.LimitExceeded("Too many wrong passwords; try again later.", longer.plusSeconds(1));
        }
    }

    synchronized void failed(SipPeer peer, String userName) {
        take(new Key(peer.host(), userName), FROM_ONE_ADDRESS);
        take(new Key(EVERYWHERE, userName), FROM_ALL);
    }

    synchronized void proved(SipPeer peer, String userName) {
        remember(new Key(peer.flow(), userName));
        remember(new Key(peer.host(), userName));
    }

    private void remember(Key key) {
        provedAt.put(key, time.nanos());
        bound(provedAt);
    }

    private boolean isProved(String place, String userName) {
        Long then = provedAt.get(new Key(place, userName));
        return then != null && time.nanos() - then < PROVED.toNanos();
    }

    private Duration wait(Key key, int capacity) {
        Long full = fullAt.get(key);
        long unit = REFILL.toNanos() / capacity;
        long over = full == null ? 0 : full - time.nanos() + unit - REFILL.toNanos();
        return over <= 0 ? Duration.ZERO : Duration.ofNanos(over);
    }

    private void take(Key key, int capacity) {
        long now = time.nanos();
        Long before = fullAt.get(key);
        long full = before == null || before - now < 0 ? now : before;
        fullAt.put(key, full + REFILL.toNanos() / capacity);
        bound(fullAt);
    }

    private static void bound(Map<Key, Long> map) {
        if (map.size() > MAX) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
