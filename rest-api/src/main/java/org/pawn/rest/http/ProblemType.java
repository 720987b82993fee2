package org.pawn.rest.http;

/** Every problem this edge can answer; the name in the URI is a promise (CONTRACT section 3), the status its usual one. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", 400, "Invalid request"),
    AMBIGUOUS_PATH("ambiguous-path", 400, "Path not understood"),
    INTERVAL_TOO_BRIEF("interval-too-brief", 400, "Interval too brief"),
    UNAUTHENTICATED("unauthenticated", 401, "Not signed in"),
    WRONG_CREDENTIALS("wrong-credentials", 401, "Wrong credentials"),
    TOKEN_EXPIRED("token-expired", 401, "Token expired"),
    TOKEN_REVOKED("token-revoked", 401, "Token revoked"),
    FORBIDDEN("forbidden", 403, "Not allowed"),
    ORIGIN_REFUSED("origin-refused", 403, "Origin refused"),
    NOT_VISIBLE("not-visible", 403, "Not visible"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable"),
    TIME_OUT("time-out", 408, "Too slow"),
    CONFLICT("conflict", 409, "Conflict"),
    REQUEST_IN_PROGRESS("request-in-progress", 409, "Request in progress"),
    STALE_VERSION("stale-version", 412, "Stale version"),
    TOO_LARGE("too-large", 413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "Idempotency key reused"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    HEADERS_TOO_LARGE("headers-too-large", 431, "Headers too large"),
    INTERNAL("internal", 500, "Internal error"),
    NOT_SUPPORTED("not-supported", 501, "Not supported"),
    UNAVAILABLE("unavailable", 503, "Not available now");

    private final String uri;
    private final int status;
    private final String title;

    ProblemType(String name, int status, String title) {
        this.uri = "urn:pawn:problem:" + name;
        this.status = status;
        this.title = title;
    }

    public String uri() {
        return uri;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
