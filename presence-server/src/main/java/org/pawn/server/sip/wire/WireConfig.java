package org.pawn.server.sip.wire;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What the wire floor needs to know.
 *
 * @param plain where UDP and TCP listen, both on one port; port 0 takes a free one
 * @param tls where TLS listens; needs {@code keys}
 * @param workers threads that run handlers
 * @param queuedPerWorker messages that wait for a worker; more are dropped
 * @param unprovedLife how long a connection may stay without having proved who it is
 * @param unprovedPerAddress how many such connections one address may have; loopback is exempt
 * @param keepAllTransactions whether requests without credentials get a transaction too, because none are asked for
 */
public record WireConfig(
        Optional<InetSocketAddress> plain,
        Optional<InetSocketAddress> tls,
        Optional<TlsKeys> keys,
        int workers,
        int queuedPerWorker,
        Duration unprovedLife,
        int unprovedPerAddress,
        boolean keepAllTransactions) {

    public WireConfig {
        if (tls.isPresent() && keys.isEmpty()) {
            throw new IllegalArgumentException("a TLS listener needs a certificate");
        }
    }

    /** The usual bounds. */
    public static WireConfig of(
            Optional<InetSocketAddress> plain,
            Optional<InetSocketAddress> tls,
            Optional<TlsKeys> keys,
            boolean keepAllTransactions) {
        int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new WireConfig(plain, tls, keys, workers, 20_000, Duration.ofSeconds(30), 20, keepAllTransactions);
    }
}
