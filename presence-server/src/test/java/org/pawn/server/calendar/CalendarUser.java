package org.pawn.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.pawn.server.main.TestServer;

/** Somebody signed in to the whole server, or nobody, who asks about calendars. */
final class CalendarUser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TestServer server;
    private final String token;

    private CalendarUser(TestServer server, String token) {
        this.server = server;
        this.token = token;
    }

    static CalendarUser nobody(TestServer server) {
        return new CalendarUser(server, "");
    }

    static CalendarUser signedIn(TestServer server, String address, String password) {
        String answer = nobody(server)
                .send(
                        "POST",
                        "/v1/sign-in",
                        "application/json",
                        "{\"address\":\"" + address + "\",\"password\":\"" + password + "\"}");
        return new CalendarUser(server, json(answer).path("token").asText());
    }

    void put(String address, String id, String calendar) {
        send("PUT", "/v1/people/" + address + "/calendars/" + id, "text/calendar", calendar);
    }

    /** Puts a calendar in whatever bytes it is. */
    String put(String path, byte[] calendar) {
        return body(HttpRequest.newBuilder(URI.create(server.http() + path))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(calendar))
                .header("Content-Type", "text/calendar")
                .header("Authorization", "Bearer " + token)
                .build());
    }

    /** The status and the body of whatever is answered. */
    String answer(String method, String path, String type, String body) {
        HttpRequest request =
                type.isEmpty() ? request(method, path, body) : request(method, path, body, "Content-Type", type);
        HttpResponse<String> answer = sent(request);
        return answer.statusCode() + " " + answer.body();
    }

    String get(String path, String... headers) {
        return body(request("GET", path, "", headers));
    }

    JsonNode post(String path, String body) {
        return json(send("POST", path, "application/json", body));
    }

    String send(String method, String path, String type, String body) {
        return body(request(method, path, body, "Content-Type", type));
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        URI address = path.startsWith("http") ? URI.create(path) : URI.create(server.http() + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private static String body(HttpRequest request) {
        HttpResponse<String> answer = sent(request);
        assertThat(answer.statusCode()).as("%s: %s", request, answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private static HttpResponse<String> sent(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
