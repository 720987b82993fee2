package org.pawn.calendar.source;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;

/**
 * Feeds over HTTP, fetched only if they have changed (RFC 9110 section 13). One deadline holds for the whole of a fetch,
 * redirects included; what is read is capped after decompression. An address that may not be reached and one that does
 * not answer give the same sentence.
 */
public final class HttpCalendarSource implements CalendarSource, AutoCloseable {
    public static final Duration DEADLINE = Duration.ofSeconds(30);
    static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_URL = 2048;
    private static final String TAG = "[\\x20-\\x7e]{1,1024}"; // what can be sent back
    private static final Fetch.Failed UNREACHABLE = new Fetch.Failed("The calendar's address could not be read.");

    private final OkHttpClient client;
    private final LongSupplier nanos;
    private final Duration deadline;

    /**
     * Takes the networks that are open besides public addresses, the monotonic clock, and how long a fetch may take.
     */
    public HttpCalendarSource(List<Network> open, LongSupplier nanos, Duration deadline) {
        this.nanos = nanos;
        this.deadline = deadline;
        this.client = new OkHttpClient.Builder()
                .socketFactory(new GuardedSockets(new AddressGuard(open)))
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(deadline)
                .readTimeout(deadline)
                .build();
    }

    @Override
    public URI accepted(String url) {
        String text = url.strip();
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String web = scheme.equals("webcal") || scheme.equals("webcals") ? "https" + text.substring(colon) : text;
        HttpUrl parsed = HttpUrl.parse(web);
        if (parsed == null || text.length() > MAX_URL) {
            throw new Refusal.Invalid(
                    "url", "A calendar's address is http, https or webcal, with at most " + MAX_URL + " characters.");
        }
        return parsed.newBuilder().fragment(null).build().uri();
    }

    @Override
    public Fetch fetch(URI feed, Optional<StoredCalendar.Copy> known) {
        HttpUrl first = HttpUrl.get(feed);
        if (first == null) {
            return UNREACHABLE;
        }
        long end = nanos.getAsLong() + deadline.toNanos();
        HttpUrl next = first;
        try {
            for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
                Call call = client.newCall(request(next, first, known));
                call.timeout().timeout(Math.max(1, end - nanos.getAsLong()), TimeUnit.NANOSECONDS);
                try (Response response = call.execute()) {
                    if (!response.isRedirect()) {
                        return read(response, known);
                    }
                    Optional<HttpUrl> target = target(response, next);
                    if (target.isEmpty()) {
                        return UNREACHABLE;
                    }
                    next = target.get();
                }
            }
            return new Fetch.Failed("The calendar's server redirects too often.");
        } catch (IOException unreachable) {
            return UNREACHABLE;
        }
    }

    /** Never from https down to http. */
    private static Optional<HttpUrl> target(Response response, HttpUrl from) {
        return Optional.ofNullable(response.header("Location"))
                .map(from::resolve)
                .filter(to -> to.isHttps() || !from.isHttps());
    }

    private static Request request(HttpUrl url, HttpUrl first, Optional<StoredCalendar.Copy> known) {
        Request.Builder request = new Request.Builder()
                .url(url.newBuilder().username("").password("").build())
                .header("Accept", "text/calendar, */*;q=0.1")
                .header("User-Agent", "Pawn-Presence");
        boolean isFirstHost = url.host().equals(first.host())
                && url.port() == first.port()
                && url.scheme().equals(first.scheme());
        if (isFirstHost && !first.username().isEmpty()) { // credentials go to no other host
            request.header("Authorization", Credentials.basic(first.username(), first.password()));
        }
        known.flatMap(StoredCalendar.Copy::entityTag).ifPresent(tag -> request.header("If-None-Match", tag));
        known.flatMap(StoredCalendar.Copy::lastModified).ifPresent(date -> request.header("If-Modified-Since", date));
        return request.build();
    }

    private static Fetch read(Response response, Optional<StoredCalendar.Copy> known) throws IOException {
        if (response.code() == 304 && known.isPresent()) {
            return new Fetch.Unchanged();
        }
        if (response.code() != 200) {
            return new Fetch.Failed("The calendar's server answered " + response.code() + ".");
        }
        BufferedSource body = response.body().source();
        if (body.request(MAX_BYTES + 1L)) {
            return new Fetch.Failed("The calendar has more than " + MAX_BYTES + " bytes.");
        }
        return new Fetch.Fresh(
                CalendarBytes.of(body.readByteArray()), header(response, "ETag"), header(response, "Last-Modified"));
    }

    private static Optional<String> header(Response response, String name) {
        return Optional.ofNullable(response.header(name)).filter(value -> value.matches(TAG));
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
