package org.pawn.rest.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * What went wrong, as it goes on the wire (RFC 9457).
 *
 * @param detail for people
 * @param facts for machines, as further members
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record Problem(
        @JsonIgnore ProblemType kind,
        String detail,
        @JsonAnyGetter Map<String, Object> facts) {

    public static Problem of(ProblemType kind, String detail) {
        return new Problem(kind, detail, Map.of());
    }

    @JsonProperty
    public String type() {
        return kind.uri();
    }

    @JsonProperty
    public String title() {
        return kind.title();
    }

    @JsonProperty
    public int status() {
        return kind.status();
    }
}
