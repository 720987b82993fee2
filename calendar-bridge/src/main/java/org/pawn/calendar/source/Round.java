package org.pawn.calendar.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.pawn.freebusy.FeedCredentials;

/**
 * One reading of a feed: requests that share a deadline, and credentials that go to the feed's own host alone. One thread
 * at a time.
 */
public final class Round {
    /** What an address that may not be reached and one that does not answer both read as. */
    public static final String UNREACHABLE = "The calendar's address could not be read.";

    private static final int MAX_REDIRECTS = 5;
    private static final int SEE_OTHER = 303;
    private static final int UNAUTHORIZED = 401;

    private final OkHttpClient client;
    private final LongSupplier nanos;
    private final long end;
    private final HttpUrl address;
    private final Optional<FeedCredentials> credentials;
    private final RandomGenerator random;
    private @Nullable DigestAuthorization digest;

    Round(
            OkHttpClient client,
            LongSupplier nanos,
            Duration deadline,
            HttpUrl address,
            Optional<FeedCredentials> credentials,
            RandomGenerator random) {
        this.client = client;
        this.nanos = nanos;
        this.end = nanos.getAsLong() + deadline.toNanos();
        this.address = address;
        this.credentials = credentials;
        this.random = random;
    }

    /** The feed's own address. */
    public HttpUrl address() {
        return address;
    }

    public boolean isOver() {
        return end - nanos.getAsLong() <= 0;
    }

    /**
     * The answer, after redirects and sign-in; its request's URL is where it came from. Close it.
     *
     * @throws FetchFailure if it leads nowhere, for a reason that may be told
     * @throws IOException if nothing came before the deadline
     */
    public Response send(Request request) throws IOException {
        Request next = request.newBuilder()
                .url(plain(request.url()))
                .header("User-Agent", "Pawn-Presence")
                .build();
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            Response response = signedIn(next);
            if (!response.isRedirect()) {
                return answered(response);
            }
            try (response) {
                next = next.newBuilder().url(target(response, next)).build();
            }
        }
        throw new FetchFailure("The calendar's server redirects too often.");
    }

    /** Never from https down to http, and never as another method. */
    private static HttpUrl target(Response response, Request from) throws FetchFailure {
        boolean isKept = response.code() != SEE_OTHER || from.method().equals("GET");
        return Optional.ofNullable(response.header("Location"))
                .map(from.url()::resolve)
                .filter(to -> isKept && (to.isHttps() || !from.url().isHttps()))
                .map(Round::plain)
                .orElseThrow(() -> new FetchFailure(UNREACHABLE));
    }

    private static HttpUrl plain(HttpUrl url) {
        return url.newBuilder().username("").password("").build();
    }

    private Response answered(Response response) throws IOException {
        boolean isElsewhere = !isOwnHost(response.request().url());
        if (response.code() == UNAUTHORIZED && credentials.isPresent() && isElsewhere) {
            response.close();
            throw new FetchFailure("The calendar's server sends on to another host, which is not told the password.");
        }
        return response;
    }

    private boolean isOwnHost(HttpUrl url) {
        return url.host().equals(address.host())
                && url.port() == address.port()
                && url.scheme().equals(address.scheme());
    }

    private Response signedIn(Request request) throws IOException {
        if (credentials.isEmpty() || !isOwnHost(request.url())) { // credentials go to no other host
            return call(request);
        }
        DigestAuthorization before = digest;
        Response response = call(before == null ? tagged(request) : digested(request, before));
        if (response.code() != UNAUTHORIZED) {
            return response;
        }
        Optional<DigestAuthorization> answer =
                DigestAuthorization.answering(response.challenges(), credentials.get(), random);
        boolean isNews = answer.filter(fresh -> before == null || !fresh.nonce().equals(before.nonce()))
                .isPresent();
        if (answer.isPresent() && isNews) {
            response.close();
            digest = answer.get();
            return call(digested(request, answer.get()));
        }
        if (before == null && !PasswordGate.letThrough(response)) {
            response.close();
            throw new FetchFailure("The calendar's server wants the password in the clear; use its https address.");
        }
        return response;
    }

    private Request tagged(Request request) {
        return request.newBuilder()
                .tag(FeedCredentials.class, credentials.orElseThrow())
                .build();
    }

    private static Request digested(Request request, DigestAuthorization digest) {
        String query = Optional.ofNullable(request.url().encodedQuery())
                .map(text -> "?" + text)
                .orElse("");
        String uri = request.url().encodedPath() + query;
        return request.newBuilder()
                .header("Authorization", digest.header(request.method(), uri))
                .build();
    }

    private Response call(Request request) throws IOException {
        Call call = client.newCall(request);
        call.timeout().timeout(Math.max(1, end - nanos.getAsLong()), TimeUnit.NANOSECONDS);
        return call.execute();
    }
}
