package org.pawn.samples.portal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The portal's side of Pawn: who is in the department, a page's token, and a message in a viewer's name. */
final class Department {
    private static final String TO_SEE = "\"presence.read\",\"people.read\"";
    private static final String OF_ONESELF = TO_SEE + ",\"presence.write\"";
    private static final String TO_MESSAGE = "\"message\"";
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([A-Za-z0-9._~+/=-]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PortalConfig config;
    private final HttpClient http;
    private final PageToken tokens;

    Department(PortalConfig config, HttpClient http, PageToken tokens) {
        this.config = config;
        this.http = http;
        this.tokens = tokens;
    }

    /** Pawn's answer as it is: the page's script wants exactly that. */
    String pageToken(String viewer) throws IOException, InterruptedException {
        return tokens.mint(viewer, TO_SEE);
    }

    /**
     * For the portal's own pages, where viewers may say how they are and who may see it. A page that many write to, as a
     * wiki is, does not get it.
     */
    String ownToken(String viewer) throws IOException, InterruptedException {
        return tokens.mint(viewer, OF_ONESELF);
    }

    /** The directory's groups, which of them this is, and its people; in Pawn's own JSON. */
    String people() throws IOException, InterruptedException {
        String people = get("/v1/groups/" + config.group() + "/members?limit=200");
        return "{\"id\":\"%s\",\"groups\":%s,\"people\":%s}"
                .formatted(config.group(), get("/v1/groups?limit=1000"), people);
    }

    /**
     * Hands a message to Pawn in the viewer's name. The token for it never reaches the page: one that speaks to others is
     * worth more to a thief than one that looks.
     */
    void send(String viewer, Exchange exchange) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(tokens.mint(viewer, TO_MESSAGE));
        if (!token.find()) {
            throw new IOException("Pawn's answer holds no token");
        }
        HttpRequest request = request("/v1/messages", token.group(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(exchange.body()))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        exchange.json(answer.statusCode(), answer.body());
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(path, config.applicationToken()).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Pawn answered " + answer.statusCode() + " for " + path);
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(config.pawn().resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }
}
