package org.pawn.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Calls the REST edge as one caller. */
public class RestClient {
    private static final OkHttpClient HTTP =
            new OkHttpClient.Builder().followRedirects(false).build();

    private final RestFixture server;
    private final String token;

    /** @param token empty for none */
    public RestClient(RestFixture server, String token) {
        this.server = server;
        this.token = token;
    }

    public Answer get(String path, String... headers) {
        return call("GET", path, null, "", headers);
    }

    public Answer delete(String path, String... headers) {
        return call("DELETE", path, null, "", headers);
    }

    public Answer post(String path, String json, String... headers) {
        return call("POST", path, json, "application/json", headers);
    }

    public Answer put(String path, String json, String... headers) {
        return call("PUT", path, json, "application/json", headers);
    }

    public Answer patch(String path, String json, String... headers) {
        return call("PATCH", path, json, "application/json", headers);
    }

    public Answer call(String method, String path, @Nullable String body, String type, String... headers) {
        Request.Builder request = new Request.Builder().url(server.url(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        RequestBody sent = body == null
                ? null
                : RequestBody.create(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), MediaType.get(type));
        if (sent == null && Map.of("POST", 1, "PUT", 1, "PATCH", 1).containsKey(method)) {
            sent = RequestBody.create(new byte[0], null);
        }
        return answer(request.method(method, sent).build());
    }

    static Answer answer(Request request) {
        try (Response response = HTTP.newCall(request).execute()) {
            return new Answer(
                    response.code(), response.headers(), response.body().string());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
