package org.pawn.calendar.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Connection;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.pawn.freebusy.FeedCredentials;

/**
 * Adds a password in the clear (Basic, RFC 7617) to a request that carries {@link FeedCredentials} as its tag, and only
 * once its connection stands: over TLS, or to an address in a network that the administrator lists.
 */
final class PasswordGate implements Interceptor {
    private final AddressGuard guard;

    PasswordGate(AddressGuard guard) {
        this.guard = guard;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Optional<FeedCredentials> credentials = Optional.ofNullable(request.tag(FeedCredentials.class));
        if (credentials.isEmpty() || !isPrivate(chain.connection())) {
            return chain.proceed(request);
        }
        String basic =
                Credentials.basic(credentials.get().user(), credentials.get().password(), StandardCharsets.UTF_8);
        return chain.proceed(request.newBuilder().header("Authorization", basic).build());
    }

    private boolean isPrivate(@Nullable Connection line) {
        return line != null
                && (line.handshake() != null || guard.isListed(line.socket().getInetAddress()));
    }

    /** Whether the gate added the password to the request behind that response. */
    static boolean letThrough(Response response) {
        Response network = response.networkResponse();
        return network != null && network.request().header("Authorization") != null;
    }
}
