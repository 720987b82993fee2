package org.pawn.sdk.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request to make. Immutable; each call gives a new one. */
public final class ApiCall {
    final String method;
    final List<String> path;
    final List<Map.Entry<String, String>> query;
    final Map<String, String> headers;
    final @Nullable Body body;

    /** Whether doing it twice is as good as once. */
    final boolean repeatable;

    /** Whether it goes without a token. */
    final boolean anonymous;

    /** Whether every status is an answer. */
    final boolean anyStatus;

    record Body(String type, byte[] bytes) {}

    private ApiCall(
            String method,
            List<String> path,
            List<Map.Entry<String, String>> query,
            Map<String, String> headers,
            @Nullable Body body,
            boolean repeatable,
            boolean anonymous,
            boolean anyStatus) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.repeatable = repeatable;
        this.anonymous = anonymous;
        this.anyStatus = anyStatus;
    }

    /** A read. */
    public static ApiCall get(String... path) {
        return of("GET", true, path);
    }

    /** A replacement, which may be repeated. */
    public static ApiCall put(String... path) {
        return of("PUT", true, path);
    }

    /** A removal, which may be repeated. */
    public static ApiCall delete(String... path) {
        return of("DELETE", true, path);
    }

    /** A merge patch, which may be repeated. */
    public static ApiCall patch(String... path) {
        return of("PATCH", true, path);
    }

    /** An action, which is not repeated unless {@link #repeatable()} or a key says so. */
    public static ApiCall post(String... path) {
        return of("POST", false, path);
    }

    /** With a parameter; may be given again. */
    public ApiCall query(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(query);
        more.add(Map.entry(name, value));
        return new ApiCall(method, path, List.copyOf(more), headers, body, repeatable, anonymous, anyStatus);
    }

    /** With a JSON body. */
    public ApiCall json(JsonNode json) {
        return body("application/json", Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    /** With a body of that type. */
    public ApiCall body(String type, byte[] bytes) {
        return new ApiCall(method, path, query, headers, new Body(type, bytes), repeatable, anonymous, anyStatus);
    }

    /** Only if the thing still has that version. */
    public ApiCall ifMatch(String version) {
        return version.isEmpty() ? this : header("If-Match", '"' + version + '"');
    }

    /** One effect, however often it is sent. */
    public ApiCall idempotencyKey(String key) {
        return header("Idempotency-Key", key).repeatable();
    }

    /** It only reads, although it is a POST. */
    public ApiCall repeatable() {
        return new ApiCall(method, path, query, headers, body, true, anonymous, anyStatus);
    }

    /** It goes without a token. */
    public ApiCall anonymous() {
        return new ApiCall(method, path, query, headers, body, repeatable, true, anyStatus);
    }

    ApiCall onceWhateverComes() {
        return new ApiCall(method, path, query, headers, body, false, anonymous, true);
    }

    private ApiCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiCall(method, path, query, Map.copyOf(more), body, repeatable, anonymous, anyStatus);
    }

    private static ApiCall of(String method, boolean repeatable, String... path) {
        for (String segment : path) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                // it would name another place than the one meant
                throw new IllegalArgumentException("not an address or id: \"" + segment + "\"");
            }
        }
        return new ApiCall(method, List.of(path), List.of(), Map.of(), null, repeatable, false, false);
    }
}
