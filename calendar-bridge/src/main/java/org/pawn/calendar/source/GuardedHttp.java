package org.pawn.calendar.source;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.pawn.freebusy.CalendarOrigin;

/** HTTP to wherever the guard lets it go, one {@link Round} for each reading of a feed. Thread-safe. */
public final class GuardedHttp implements AutoCloseable {
    /** How long one reading may take, redirects and all. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int IDLE_CONNECTIONS = 16; // a round makes many requests
    private static final long IDLE_SECONDS = 5;

    private final OkHttpClient client;
    private final LongSupplier nanos;
    private final Duration deadline;
    private final RandomGenerator random;

    /**
     * Takes the networks that are open besides public addresses, the monotonic clock, and how long a reading may take.
     */
    public GuardedHttp(List<Network> open, LongSupplier nanos, Duration deadline, RandomGenerator random) {
        this(open, nanos, deadline, random, Dns.SYSTEM);
    }

    GuardedHttp(List<Network> open, LongSupplier nanos, Duration deadline, RandomGenerator random, Dns names) {
        AddressGuard guard = new AddressGuard(open);
        this.nanos = nanos;
        this.deadline = deadline;
        this.random = random;
        this.client = new OkHttpClient.Builder()
                .socketFactory(new GuardedSockets(guard))
                .addNetworkInterceptor(new PasswordGate(guard))
                .dns(names)
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(deadline)
                .readTimeout(deadline)
                .build();
    }

    /** Begins a reading of that feed; its time runs from now. */
    public Round round(CalendarOrigin.Feed feed) throws FetchFailure {
        HttpUrl address = HttpUrl.get(feed.address());
        if (address == null) {
            throw new FetchFailure(Round.UNREACHABLE);
        }
        return new Round(client, nanos, deadline, address, feed.credentials(), random);
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
