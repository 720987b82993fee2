package org.pawn.server.sip;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.wire.SipPeer;

/** Who registered over which live connection, so that its end ends their bindings (RFC 5626). Thread-safe. */
final class Flows {
    private final RegistrationService registrations;
    private final Map<String, Set<AddressOfRecord>> users = new ConcurrentHashMap<>(); // streams only

    Flows(RegistrationService registrations) {
        this.registrations = registrations;
    }

    /** Remembers it until the connection ends; UDP has none. */
    void use(SipPeer peer, AddressOfRecord address) {
        if (peer.transport().isStream()) {
            users.compute(peer.flow(), (flow, known) -> {
                Set<AddressOfRecord> all = known == null ? new HashSet<>(2) : known;
                all.add(address);
                return all;
            });
        }
    }

    void lost(SipPeer peer) {
        Set<AddressOfRecord> gone = users.remove(peer.flow());
        if (gone != null) {
            gone.forEach(address -> registrations.flowLost(address, peer.flow()));
        }
    }

    int size() {
        return users.size();
    }
}
