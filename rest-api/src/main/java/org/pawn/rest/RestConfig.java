package org.pawn.rest;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.pawn.digest.DigestAlgorithm;

/**
 * Where and for whom the REST edge listens.
 *
 * @param http plain HTTP; port 0 picks one; absent: off
 * @param https the same over TLS; absent: off
 * @param domains the served domains
 * @param publicUrl how others reach this server, if a proxy stands before it ({@code http.publicUrl})
 * @param allowedOrigins whose pages may call us ({@code http.allowedOrigins}); default none
 * @param trustedProxies addresses whose {@code X-Forwarded-For} counts ({@code http.trustedProxies})
 * @param exempt addresses without rate limits ({@code limits.exempt}); {@code loopback} names this machine's own
 * @param digestAlgorithms what SIP passwords are asked for with, where a route takes them ({@code sip.digest.algorithms})
 * @param version of this server, for {@code /embed/VERSION/}
 */
public record RestConfig(
        Optional<InetSocketAddress> http,
        Optional<Https> https,
        Set<String> domains,
        Optional<URI> publicUrl,
        Set<String> allowedOrigins,
        Set<String> trustedProxies,
        Set<String> exempt,
        List<DigestAlgorithm> digestAlgorithms,
        String version) {

    /** A TLS listener with the certificate that its context holds. */
    public record Https(InetSocketAddress listen, SSLContext context) {}

    public RestConfig {
        domains = Set.copyOf(domains);
        allowedOrigins = Set.copyOf(allowedOrigins);
        trustedProxies = Set.copyOf(trustedProxies);
        exempt = Set.copyOf(exempt);
        digestAlgorithms = List.copyOf(digestAlgorithms);
        if (http.isEmpty() && https.isEmpty()) {
            throw new IllegalArgumentException("the REST edge needs http or https");
        }
    }

    /** On loopback, any free port, for one domain. */
    public static RestConfig loopback(String domain) {
        return new RestConfig(
                Optional.of(new InetSocketAddress("127.0.0.1", 0)),
                Optional.empty(),
                Set.of(domain),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of("loopback"),
                List.of(DigestAlgorithm.MD5),
                "0");
    }

    Set<String> ownHosts() {
        Set<String> hosts = new HashSet<>(domains);
        publicUrl.map(URI::getHost).ifPresent(hosts::add);
        return hosts;
    }
}
