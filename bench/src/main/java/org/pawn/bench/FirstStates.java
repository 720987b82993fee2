package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pawn.sdk.Availability;
import org.pawn.sdk.PersonDetails;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Scope;
import org.pawn.sdk.SessionState;
import org.pawn.sdk.TokenRequest;

/** Somebody with a long contact list signs in, again and again, and waits until they have seen each contact once. */
final class FirstStates {
    private static final String PASSWORD = "open sesame";
    private static final String OWNER = "reader@" + SipRequests.DOMAIN;
    private static final Duration SET_UP_WITHIN = Duration.ofSeconds(120);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern SHOWN = Pattern.compile("\"address\":\"contact[0-9]+@");

    /**
     * @param contacts on the list, each available by an application's session
     * @param rounds that are counted; two more come first
     */
    record Plan(int contacts, int rounds) {}

    /**
     * @param feed from the password to the last contact's state, over a feed
     * @param rest the same with one batch
     * @param missing states that did not come
     */
    record Result(Latencies feed, Latencies rest, int missing) {}

    private final Plan plan;
    private final PrintStream progress;
    private final HttpClient http = HttpClient.newHttpClient();

    FirstStates(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Result on(ServerProcess server) throws IOException, InterruptedException {
        URI rest = server.http();
        prepare(rest, server.adminToken());
        Latencies feed = new Latencies();
        Latencies batch = new Latencies();
        int missing = 0;
        for (int round = -2; round < plan.rounds(); round++) {
            long start = System.nanoTime();
            missing += plan.contacts() - byFeed(rest, signIn(rest));
            long between = System.nanoTime();
            missing += plan.contacts() - byBatch(rest, signIn(rest));
            if (round >= 0) {
                feed.add(between - start);
                batch.add(System.nanoTime() - between);
            }
        }
        return new Result(feed, batch, missing);
    }

    private static String contact(int number) {
        return "contact" + number + "@" + SipRequests.DOMAIN;
    }

    private void prepare(URI rest, String adminToken) throws IOException, InterruptedException {
        Wave wave = new Wave(progress, SET_UP_WITHIN);
        try (PresenceClient admin =
                PresenceClient.at(rest.toString()).token(adminToken).build()) {
            admin.administration().addPerson(OWNER, PersonDetails.none().name("Reader"), PASSWORD);
            wave.run(
                    "contacts added",
                    plan.contacts(),
                    AT_ONCE,
                    i -> admin.administration()
                            .addPersonAsync(contact(i), PersonDetails.none().name("Contact " + i)));
            String application = admin.administration()
                    .createToken(TokenRequest.forApplication("bench", Scope.PRESENCE_WRITE))
                    .token()
                    .value();
            try (PresenceClient sessions =
                    PresenceClient.at(rest.toString()).token(application).build()) {
                SessionState available = SessionState.of(Availability.AVAILABLE).lasting(Duration.ofHours(1));
                wave.run(
                        "contacts made available",
                        plan.contacts(),
                        AT_ONCE,
                        i -> sessions.publishAsync(contact(i), "bench", available));
            }
        }
        String contacts = IntStream.range(0, plan.contacts())
                .mapToObj(i -> "{\"address\":\"" + contact(i) + "\",\"groups\":[]}")
                .collect(Collectors.joining(","));
        send(
                rest,
                "PUT",
                "/v1/people/" + OWNER + "/contacts",
                signIn(rest),
                "{\"groups\":[],\"contacts\":[" + contacts + "]}");
    }

    private String signIn(URI rest) throws IOException, InterruptedException {
        String body = "{\"address\":\"" + OWNER + "\",\"password\":\"" + PASSWORD + "\"}";
        Matcher token = TOKEN.matcher(send(rest, "POST", "/v1/sign-in", "", body));
        if (!token.find()) {
            throw new IllegalStateException("signing in gave no token");
        }
        return token.group(1);
    }

    private int byBatch(URI rest, String token) throws IOException, InterruptedException {
        String addresses = IntStream.range(0, plan.contacts())
                .mapToObj(i -> "\"" + contact(i) + "\"")
                .collect(Collectors.joining(","));
        return count(send(rest, "POST", "/v1/presence:batch", token, "{\"addresses\":[" + addresses + "]}"));
    }

    private int byFeed(URI rest, String token) throws InterruptedException {
        Snapshot snapshot = new Snapshot();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("pawn.v1")
                .buildAsync(URI.create(rest.toString().replaceFirst("^http", "ws") + "/v1/feed"), snapshot)
                .join();
        try {
            socket.sendText("{\"type\":\"watch\",\"id\":\"all\",\"contacts\":\"all\"}", true);
            return snapshot.whole.get(SEEN_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException incomplete) {
            return 0;
        } finally {
            socket.abort();
        }
    }

    private static int count(String shown) {
        return (int) SHOWN.matcher(shown).results().count();
    }

    private String send(URI rest, String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(rest.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Counts the states in the frames of one snapshot, which is whole with the first frame that says no more comes. */
    private static final class Snapshot implements WebSocket.Listener {
        private final CompletableFuture<Integer> whole = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder(); // one call at a time
        private int states;

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String frame = partial.toString();
                partial.setLength(0);
                if (frame.startsWith("{\"type\":\"snapshot\"")) {
                    states += count(frame);
                    if (!frame.contains("\"more\":true")) {
                        whole.complete(states);
                    }
                }
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            whole.completeExceptionally(new IllegalStateException("the feed was closed: " + code + " " + reason));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            whole.completeExceptionally(error);
        }
    }
}
