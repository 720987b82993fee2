package org.pawn.server.sip;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;
import org.pawn.registration.Binding;
import org.pawn.registration.RegistrationService;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipTransport;

/** Who registered over which live flow, so that its end ends their bindings (RFC 5626). Thread-safe. */
final class Flows {
    private final RegistrationService registrations;
    private final Map<String, Set<AddressOfRecord>> users = new ConcurrentHashMap<>(); // streams only
    private final FlowProbes probes;

    Flows(SipServices services, SipTransport transport, String domain) {
        this.registrations = services.registrations();
        this.probes = new FlowProbes(services, transport, domain);
    }

    /** Bindings that outlived a restart: their UDP flows are asked whether they did too. */
    void restore() {
        for (Binding binding : registrations.all()) {
            SipPeer.ofFlow(binding.flow()).ifPresent(peer -> probes.watch(peer, binding.address()));
        }
    }

    /** The binding that came over it stands. */
    void bound(SipPeer peer, AddressOfRecord address) {
        probes.watch(peer, address);
    }

    /** Somebody who is known spoke over it. */
    void heard(SipPeer peer) {
        probes.heard(peer);
    }

    /** Remembers it until the connection ends. */
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
