package org.pawn.server.sip.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.time.Timers;

/** The live stream connections, and how long those may stay that have not proved who they are. Thread-safe. */
final class Connections {
    private final Timers timers;
    private final Duration unprovedLife;
    private final int unprovedPerAddress;
    private final Set<String> exempt;
    private final Map<SipPeer, Connection> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> unproved = new HashMap<>(); // by address; guarded by unproved

    Connections(WireConfig config, Timers timers) {
        this.timers = timers;
        this.unprovedLife = config.unprovedLife();
        this.unprovedPerAddress = config.unprovedPerAddress();
        this.exempt = config.exempt();
    }

    void opened(Connection connection) {
        if (open.putIfAbsent(connection.peer(), connection) != null) {
            connection.close(); // two proxies gave two clients one name: the second may come back by another
            return;
        }
        int now = count(connection, 1);
        if (now > unprovedPerAddress && !connection.peer().isAmong(exempt)) {
            connection.close();
            return;
        }
        timers.after(unprovedLife, () -> {
            if (!connection.isProved()) {
                connection.close();
            }
        });
    }

    void proved(SipPeer peer) {
        find(peer).ifPresent(connection -> {
            if (connection.prove()) {
                count(connection, -1);
            }
        });
    }

    /** False when it was never one of ours. */
    boolean closed(Connection connection) {
        if (!open.remove(connection.peer(), connection)) {
            return false;
        }
        if (connection.prove()) {
            count(connection, -1);
        }
        return true;
    }

    Optional<Connection> find(SipPeer peer) {
        return Optional.ofNullable(open.get(peer));
    }

    int size() {
        return open.size();
    }

    void closeAll() {
        List.copyOf(open.values()).forEach(Connection::close);
    }

    private int count(Connection connection, int change) {
        synchronized (unproved) {
            int now = unproved.getOrDefault(connection.peer().host(), 0) + change;
            if (now <= 0) {
                unproved.remove(connection.peer().host());
            } else {
                unproved.put(connection.peer().host(), now);
            }
            return now;
        }
    }
}
