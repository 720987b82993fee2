package org.pawn.samples.portal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Gets a page the token that it shows to Pawn for its viewer: all that a portal's server must do. */
record PageToken(HttpClient http, URI pawn, String applicationToken, String origin) {
    String mint(String viewer, String scopes) throws IOException, InterruptedException {
        String wish = "{\"viewer\":\"%s\",\"scopes\":[%s],\"origins\":[\"%s\"],\"expires\":\"PT15M\"}";
        HttpRequest request = HttpRequest.newBuilder(pawn.resolve("/v1/tokens"))
                .header("Authorization", "Bearer " + applicationToken)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wish.formatted(viewer, scopes, origin)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) throw new IOException("Pawn refused the token: " + answer.body());
        return answer.body();
    }
}
