package org.pawn.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import okhttp3.Headers;

/** What came back. */
public record Answer(int status, Headers headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("not JSON: " + body, broken);
        }
    }

    public String header(String name) {
        return String.valueOf(headers.get(name));
    }

    /** The name of the problem, without its prefix. */
    public String problem() {
        return json().path("type").asText().replace("urn:pawn:problem:", "");
    }
}
