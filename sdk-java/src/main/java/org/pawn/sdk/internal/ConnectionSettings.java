package org.pawn.sdk.internal;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the server.
 *
 * @param server where {@code /v1} hangs
 * @param attempts how often a repeatable call is tried in all
 * @param tls null for what this Java trusts
 */
public record ConnectionSettings(
        URI server,
        Duration connectTimeout,
        Duration callTimeout,
        int attempts,
        @Nullable Tls tls) {

    /** Whom to trust. */
    public record Tls(SSLContext context, X509TrustManager trust) {}
}
