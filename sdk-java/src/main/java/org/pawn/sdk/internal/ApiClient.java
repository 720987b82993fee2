package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.AccessToken;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.TokenSource;

/** Sends calls and reads answers. Thread-safe. Threads: OkHttp's, {@code pawn-sdk-timer} and {@code pawn-sdk-token}. */
public final class ApiClient implements AutoCloseable {
    /** 10,000 people in one answer are some 8 MB; this is what a broken server cannot exceed. */
    private static final long MOST_BYTES = 64L << 20;

    private final ConnectionSettings settings;
    private final HttpUrl base;
    private final OkHttpClient http;
    private final TokenKeeper tokens;
    private final Clock clock;
    private final Backoff backoff;
    private final ScheduledExecutorService timer;
    private final ExecutorService tokenThread;
    private final Set<CompletableFuture<Answer>> waiting = ConcurrentHashMap.newKeySet();
    private final Set<FeedEngine> feeds = ConcurrentHashMap.newKeySet();

    /** Opens nothing yet. */
    public ApiClient(ConnectionSettings settings, Function<ApiClient, TokenSource> tokenSource, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        base = baseUrl(settings);
        http = httpClient(settings);
        backoff = new Backoff(
                Duration.ofMillis(250),
                Duration.ofSeconds(10),
                () -> ThreadLocalRandom.current().nextDouble());
        timer = Executors.newSingleThreadScheduledExecutor(daemon("pawn-sdk-timer"));
        tokenThread = Executors.newSingleThreadExecutor(daemon("pawn-sdk-token"));
        tokens = new TokenKeeper(tokenSource.apply(this), tokenThread, clock);
    }

    /** Sends it; the future fails with {@link PresenceClientException} alone, and cancelling it cancels the call. */
    public <T> CompletableFuture<T> send(ApiCall call, Function<JsonNode, T> reader) {
        CompletableFuture<Answer> answer = new Attempts(this, call).start();
        waiting.add(answer);
        answer.whenComplete((done, failure) -> waiting.remove(answer));
        CompletableFuture<T> value = new CompletableFuture<>();
        answer.whenComplete((done, failure) -> {
            if (failure != null) {
                value.completeExceptionally(unwrapped(failure));
                return;
            }
            try {
                value.complete(reader.apply(done.json()));
            } catch (PresenceClientException unintelligible) {
                value.completeExceptionally(unintelligible);
            } catch (RuntimeException impossibleValue) {
                value.completeExceptionally(PresenceClientException.local(
                        "unintelligible", "the server's answer makes no sense", impossibleValue));
            }
        });
        value.whenComplete((done, failure) -> {
            if (value.isCancelled()) {
                answer.cancel(false);
            }
        });
        return value;
    }

    /** The word of {@code /readyz}, which comes with 200 as with 503. */
    public CompletableFuture<String> state() {
        CompletableFuture<String> state = new CompletableFuture<>();
        new Attempts(this, ApiCall.get("readyz").anonymous().onceWhateverComes())
                .start()
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        state.completeExceptionally(unwrapped(failure));
                    } else {
                        state.complete(Json.text(answer.json(), "status").orElse("HTTP " + answer.status()));
                    }
                });
        return state;
    }

    /** Waits for it on the caller's thread; an interrupt cancels it and stays set. */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            future.cancel(true);
            throw PresenceClientException.local("interrupted", "interrupted while waiting for the server", interrupted);
        } catch (ExecutionException failed) {
            throw unwrapped(failed).here();
        }
    }

    /** Where the feed is, {@code ws://…/v1/feed}. */
    public URI feedAddress() {
        String http = base.newBuilder().addPathSegments("v1/feed").build().toString();
        return URI.create(http.replaceFirst("^http", "ws"));
    }

    /** The tokens of this client. */
    public TokenKeeper tokens() {
        return tokens;
    }

    /** What the client was told. */
    public ConnectionSettings settings() {
        return settings;
    }

    /** The time. */
    public Clock clock() {
        return clock;
    }

    /** Closes this feed with the client. */
    void keep(FeedEngine feed) {
        feeds.add(feed);
    }

    /** This feed has been closed. */
    void release(FeedEngine feed) {
        feeds.remove(feed);
    }

    @Override
    public void close() {
        feeds.forEach(FeedEngine::close);
        timer.shutdownNow();
        tokenThread.shutdownNow();
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        waiting.forEach(each -> each.completeExceptionally(closed()));
    }

    Backoff backoff() {
        return backoff;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    Call newCall(ApiCall call, @Nullable AccessToken token) {
        HttpUrl.Builder url = base.newBuilder();
        call.path.forEach(url::addPathSegment);
        call.query.forEach(each -> url.addQueryParameter(each.getKey(), each.getValue()));
        Request.Builder request = new Request.Builder()
                .url(url.build())
                .header("Accept", "application/json, application/problem+json")
                .header("User-Agent", "pawn-sdk-java");
        call.headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token.value());
        }
        return http.newCall(request.method(call.method, body(call)).build());
    }

    String boundedText(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(MOST_BYTES + 1)) {
            throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
        }
        return source.readUtf8();
    }

    static PresenceClientException closed() {
        return PresenceClientException.local("closed", "the client was closed", null);
    }

    static PresenceClientException unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof PresenceClientException known) {
            return known;
        }
        String name = cause instanceof CancellationException ? "cancelled" : "failed";
        return PresenceClientException.local(name, String.valueOf(cause.getMessage()), cause);
    }

    static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static @Nullable RequestBody body(ApiCall call) {
        if (call.body != null) {
            return RequestBody.create(call.body.bytes(), MediaType.get(call.body.type()));
        }
        boolean wantsOne = call.method.equals("POST") || call.method.equals("PUT") || call.method.equals("PATCH");
        return wantsOne ? RequestBody.create(new byte[0], null) : null;
    }

    private static HttpUrl baseUrl(ConnectionSettings settings) {
        HttpUrl url = HttpUrl.parse(settings.server().toString());
        if (url == null || url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException(
                    "the server's address is like https://pawn.example.com, not " + settings.server());
        }
        return url;
    }

    private static OkHttpClient httpClient(ConnectionSettings settings) {
        ExecutorService threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), daemon("pawn-sdk-http"));
        Dispatcher dispatcher = new Dispatcher(threads); // which bounds how many run at once
        dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .followRedirects(false) // a token goes to nobody but the server we were told
                .followSslRedirects(false)
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.callTimeout())
                .writeTimeout(settings.callTimeout())
                .callTimeout(settings.callTimeout());
        if (settings.tls() != null) {
            builder.sslSocketFactory(
                    settings.tls().context().getSocketFactory(), settings.tls().trust());
        }
        return builder.build();
    }
}
