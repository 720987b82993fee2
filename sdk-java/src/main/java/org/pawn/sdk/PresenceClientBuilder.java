package org.pawn.sdk;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.internal.ApiClient;
import org.pawn.sdk.internal.ConnectionSettings;
import org.pawn.sdk.internal.SignInSource;

/** Builds a {@link PresenceClient}. Everything but the token has a default that works. Not thread-safe. */
public final class PresenceClientBuilder {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final URI server;
    private @Nullable Function<ApiClient, TokenSource> tokens;
    private Duration connectTimeout = CONNECT_TIMEOUT;
    private Duration callTimeout = CALL_TIMEOUT;
    private int attempts = 4;
    private ConnectionSettings.@Nullable Tls tls;

    PresenceClientBuilder(String server) {
        this.server = URI.create(server);
    }

    /** Uses this one token for ever. */
    public PresenceClientBuilder token(String token) {
        AccessToken only = new AccessToken(token, Optional.empty());
        return tokens(() -> only);
    }

    /** Asks for tokens as they are needed. */
    public PresenceClientBuilder tokens(TokenSource source) {
        tokens = api -> source;
        return this;
    }

    /** Signs that person in, when first needed and again whenever the server wants it. */
    public PresenceClientBuilder signIn(String address, String password) {
        tokens = api -> new SignInSource(api, address, password);
        return this;
    }

    /** How long a connection may take to come about; 5 seconds. */
    public PresenceClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    /** How long one try of a call may take in all; 30 seconds. */
    public PresenceClientBuilder callTimeout(Duration timeout) {
        callTimeout = timeout;
        return this;
    }

    /** How often a call that may be repeated is tried in all; 4. With 1 nothing is repeated. */
    public PresenceClientBuilder attempts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a call is tried at least once");
        }
        attempts = most;
        return this;
    }

    /** Trusts these servers in place of those that this Java trusts, for REST and for the feed. */
    public PresenceClientBuilder tls(SSLContext context, X509TrustManager trust) {
        tls = new ConnectionSettings.Tls(context, trust);
        return this;
    }

    /**
     * Makes the client; nothing is sent yet.
     *
     * @throws IllegalArgumentException if the server's address is not one of HTTP or HTTPS
     */
    public PresenceClient build() {
        Function<ApiClient, TokenSource> source = tokens == null ? api -> PresenceClientBuilder::none : tokens;
        ConnectionSettings settings = new ConnectionSettings(server, connectTimeout, callTimeout, attempts, tls);
        return new PresenceClient(new ApiClient(settings, source, Clock.systemUTC()));
    }

    private static AccessToken none() {
        throw PresenceClientException.local(
                "no-token", "the client was built without a token or a way to sign in", null);
    }
}
