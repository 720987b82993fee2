package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pawn.sdk.PersonDetails;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Scope;
import org.pawn.sdk.TokenRequest;

/** Somebody who wants to know who there is, by the clock: each pair of answers that says the same must take as long. */
final class GuessingRun {
    private static final String ALICE = "alice";
    private static final String BOB = "bob";
    private static final String NOBODY = "annie";
    private static final String PASSWORD = "open sesame";
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final Pairs.Plan plan;
    private final HttpClient http = HttpClient.newHttpClient();

    private final PrintStream progress;

    GuessingRun(Pairs.Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Each pair by name, the one that there is first. */
    Map<String, Pairs.Result> on(ServerProcess server) throws IOException, InterruptedException {
        URI rest = server.http();
        try (PresenceClient admin = PresenceClient.at(rest.toString())
                        .token(server.adminToken())
                        .build();
                SipGuesser phone = new SipGuesser(server.sip())) {
            for (String name : new String[] {ALICE, BOB}) {
                admin.administration()
                        .addPerson(address(name), PersonDetails.none().name(name), PASSWORD);
            }
            String guest = guest(rest, server.adminToken());
            String alice = admin.access()
                    .mint(TokenRequest.forPerson(address(ALICE), Scope.CONTACTS, Scope.PRESENCE_WRITE))
                    .token()
                    .value();
            Map<String, Pairs.Result> results = new LinkedHashMap<>();
            put(results, "SIP sign-in: wrong password, nobody", sipSignIn(phone));
            put(results, "GET as a guest: blocked, nobody", looks(rest, guest));
            blockBob(rest, alice);
            put(results, "SUBSCRIBE: 403 blocked, 404 nobody", subscriptions(phone));
            put(results, "POST sign-in: wrong password, nobody", signIn(rest));
            return results;
        }
    }

    private void put(Map<String, Pairs.Result> results, String name, Pairs.Result result) {
        results.put(name, result);
        progress.printf("  %s: medians differ by %.2f %%%n", name, result.differencePercent());
    }

    private static String address(String name) {
        return name + "@" + SipRequests.DOMAIN;
    }

    private Pairs.Result sipSignIn(SipGuesser phone) throws IOException, InterruptedException {
        phone.challenge();
        return new Pairs()
                .ask(plan, 401, () -> phone.register(ALICE, "guess"), 401, () -> phone.register(NOBODY, "guess"));
    }

    private Pairs.Result subscriptions(SipGuesser phone) throws IOException, InterruptedException {
        phone.challenge();
        return new Pairs()
                .ask(
                        plan,
                        403,
                        () -> phone.subscribe(BOB, PASSWORD, ALICE),
                        404,
                        () -> phone.subscribe(BOB, PASSWORD, NOBODY));
    }

    private Pairs.Result looks(URI rest, String token) throws IOException, InterruptedException {
        return new Pairs()
                .ask(
                        plan,
                        403,
                        () -> call(rest, "GET", "/v1/presence/" + address(ALICE), token, ""),
                        403,
                        () -> call(rest, "GET", "/v1/presence/" + address(NOBODY), token, ""));
    }

    private Pairs.Result signIn(URI rest) throws IOException, InterruptedException {
        return new Pairs().ask(plan, 401, () -> signIn(rest, ALICE), 401, () -> signIn(rest, NOBODY));
    }

    private int signIn(URI rest, String name) throws IOException, InterruptedException {
        return call(rest, "POST", "/v1/sign-in", "", "{\"address\":\"" + address(name) + "\",\"password\":\"guess\"}");
    }

    private void blockBob(URI rest, String token) throws IOException, InterruptedException {
        int status = call(
                rest,
                "PUT",
                "/v1/people/" + address(ALICE) + "/privacy/people/" + address(BOB),
                token,
                "{\"handling\":\"block\"}");
        if (status >= 300) {
            throw new IllegalStateException("the rule was answered " + status);
        }
    }

    /** The SDK does not offer a level at which one sees nobody. */
    private String guest(URI rest, String adminToken) throws IOException, InterruptedException {
        String body = "{\"viewer\":{\"guest\":\"visitor\",\"level\":\"Blocked\"},\"scopes\":[\"presence.read\"]}";
        String minted = send(rest, "POST", "/v1/tokens", adminToken, body).body();
        Matcher found = TOKEN.matcher(minted);
        if (!found.find()) {
            throw new IllegalStateException("no token was minted");
        }
        return found.group(1);
    }

    private int call(URI rest, String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return send(rest, method, path, token, body).statusCode();
    }

    private HttpResponse<String> send(URI rest, String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(rest.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
