package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code GET /v1/presence/{address}}, asked anew each time. */
final class RestSurface implements Surface {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final String token;

    RestSurface(String server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Signed in as this person. */
    static RestSurface signedIn(String server, String address, String password) {
        String body = "{\"address\":\"%s\",\"password\":\"%s\"}".formatted(address, password);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/v1/sign-in"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        RestSurface nobody = new RestSurface(server, "");
        return new RestSurface(server, nobody.answer(request).get("token").asText());
    }

    String token() {
        return token;
    }

    @Override
    public String shows(String address) {
        return presence(address).path("availability").asText();
    }

    /** What the person does, as the API spells it; {@code null} for nothing. */
    String activity(String address) {
        return presence(address).path("activity").asText();
    }

    private JsonNode presence(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/v1/presence/" + address))
                .header("Authorization", "Bearer " + token)
                .build();
        return answer(request);
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
