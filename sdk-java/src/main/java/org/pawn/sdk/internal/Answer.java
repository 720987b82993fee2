package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.Problem;

/** What came back. */
record Answer(
        int status,
        String text,
        String contentType,
        @Nullable String requestId,
        @Nullable String retryAfterHeader) {

    static Answer of(Response response, String text) {
        return new Answer(
                response.code(),
                text,
                response.header("Content-Type", ""),
                response.header("X-Request-Id"),
                response.header("Retry-After"));
    }

    boolean done() {
        return status >= 200 && status < 300;
    }

    JsonNode json() {
        return text.isEmpty() ? Json.object() : Json.parse(text);
    }

    PresenceClientException refusal(Clock clock) {
        return PresenceClientException.refused(
                problem(), requestId, retryAfter(clock).orElse(null));
    }

    /** Seconds or a date (RFC 9110 section 10.2.3); one that is neither counts as none. */
    Optional<Duration> retryAfter(Clock clock) {
        if (retryAfterHeader == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(retryAfterHeader.strip()))));
        } catch (NumberFormatException notSeconds) {
            return dateAfter(retryAfterHeader, clock);
        }
    }

    private static Optional<Duration> dateAfter(String header, Clock clock) {
        try {
            ZonedDateTime then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), then.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private Problem problem() {
        if (contentType.startsWith("application/problem+json")) {
            Problem told = ProblemJson.read(json());
            return new Problem(told.type(), told.title(), status, told.detail(), told.facts());
        }
        String text = status >= 300 && status < 400
                ? "the server sends us elsewhere, which Pawn never does: is this its address?"
                : "HTTP status " + status + " from something that is not a Pawn server";
        return new Problem("about:blank", "HTTP " + status, status, Optional.of(text), Map.of());
    }
}
