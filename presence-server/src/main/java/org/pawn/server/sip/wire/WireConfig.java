package org.pawn.server.sip.wire;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the wire floor needs to know.
 *
 * @param plain where UDP and TCP listen, both on one port; port 0 takes a free one
 * @param tls where TLS listens; needs {@code keys}
 * @param workers threads that run handlers
 * @param queuedPerWorker messages that wait for a worker; more are dropped
 * @param unprovedLife how long a connection may stay without having proved who it is
 * @param unprovedPerAddress how many such connections one address may have
 * @param unprovedBytes the longest message that such a connection may bring
 * @param exempt addresses that may have any number of them, {@code loopback} among them or not
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
        int unprovedBytes,
        Set<String> exempt,
        boolean keepAllTransactions) {

    public WireConfig {
        exempt = Set.copyOf(exempt);
        if (tls.isPresent() && keys.isEmpty()) {
            throw new IllegalArgumentException("a TLS listener needs a certificate");
        }
    }

    /** The usual bounds. */
    public static WireConfig of(
            Optional<InetSocketAddress> plain,
            Optional<InetSocketAddress> tls,
            Optional<TlsKeys> keys,
            int unprovedPerAddress,
            Set<String> exempt,
            boolean keepAllTransactions) {
        int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
        int unprovedBytes = keepAllTransactions ? MessageScanner.MAX_MESSAGE : MessageScanner.MAX_HEAD;
        return new WireConfig(
                plain,
                tls,
                keys,
                workers,
                20_000,
                Duration.ofSeconds(30),
                unprovedPerAddress,
                unprovedBytes,
                exempt,
                keepAllTransactions);
    }
}
