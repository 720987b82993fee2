package org.pawn.server.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.server.sip.wire.TlsKeys;

/**
 * What the SIP edge needs to know.
 *
 * @param domain the one we serve; also the digest realm
 * @param plain where UDP and TCP listen; port 0 takes a free one
 * @param tls where TLS listens; needs {@code keys}
 * @param authentication false accepts any user of the domain without a password; for loopback only
 * @param algorithms offered in this order
 * @param minExpires shorter lives are refused with 423
 * @param maxExpires longer ones are cut
 * @param maxBindings contacts in one REGISTER
 * @param maxSubscriptions live SIP subscriptions of all watchers
 * @param trustedPeers addresses of proxies whose word on who sends is believed, over TCP or TLS (RFC 3325)
 * @param unprovedConnections how many connections one address may have on which nobody has signed in
 * @param exempt addresses that limits leave alone, {@code loopback} among them or not
 */
public record SipConfig(
        String domain,
        Optional<InetSocketAddress> plain,
        Optional<InetSocketAddress> tls,
        Optional<TlsKeys> keys,
        boolean authentication,
        List<DigestAlgorithm> algorithms,
        Duration minExpires,
        Duration maxExpires,
        int maxBindings,
        int maxSubscriptions,
        Set<String> trustedPeers,
        int unprovedConnections,
        Set<String> exempt) {

    public SipConfig {
        trustedPeers = Set.copyOf(trustedPeers);
        exempt = Set.copyOf(exempt);
        algorithms = List.copyOf(algorithms);
        if (authentication && algorithms.isEmpty()) {
            throw new IllegalArgumentException("at least one digest algorithm must be offered");
        }
    }
}
