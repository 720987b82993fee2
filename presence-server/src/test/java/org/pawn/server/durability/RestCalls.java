package org.pawn.server.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A caller of the REST interface, with one token. */
final class RestCalls {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final String server;
    private final String token;

    RestCalls(HttpClient client, String server, String token) {
        this.client = client;
        this.server = server;
        this.token = token;
    }

    /** The same server for whoever that token, made by this administrator, speaks for. */
    RestCalls as(String address) throws IOException, InterruptedException {
        JsonNode minted =
                created("/v1/admin/tokens", Map.of("as", address, "scopes", new String[] {"contacts", "message"}));
        return new RestCalls(client, server, minted.get("token").asText());
    }

    JsonNode created(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpResponse<String> response = send("POST", path, body, "");
        if (response.statusCode() != 201) {
            throw new AssertionError("POST " + path + " gave " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request(path, "").GET().build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError("GET " + path + " gave " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    HttpResponse<String> send(String method, String path, Map<String, ?> body, String idempotencyKey)
            throws IOException, InterruptedException {
        HttpRequest request = request(path, idempotencyKey)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
        return idempotencyKey.isEmpty() ? request : request.header("Idempotency-Key", idempotencyKey);
    }
}
