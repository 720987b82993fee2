package org.pawn.rest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pawn.refusal.Refusal;

/**
 * One page of a list, as it goes on the wire; {@code nextCursor} is null on the last one. The cursor is opaque to
 * clients; inside, it is a place in the list's order.
 */
public record Page<T>(List<T> items, @JsonInclude Optional<String> nextCursor) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /** The page of {@code all} that the request asks for. */
    public static <A, T> Page<T> of(Context ctx, List<A> all, Function<A, T> wire) {
        int start = Math.min(start(ctx.queryParam("cursor")), all.size());
        int end = Math.min(all.size(), start + limit(ctx.queryParam("limit")));
        Optional<String> next = end < all.size() ? Optional.of(cursor(end)) : Optional.empty();
        return new Page<>(all.subList(start, end).stream().map(wire).toList(), next);
    }

    private static int limit(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw new Refusal.Invalid("limit", "A page has 1 to " + MAX_LIMIT + " items.");
        }
        return Integer.parseInt(text);
    }

    private static String cursor(int start) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("at " + start).getBytes(StandardCharsets.US_ASCII));
    }

    private static int start(@org.jspecify.annotations.Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        String text = Input.value(
                "cursor", () -> new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        if (!text.matches("at [0-9]{1,9}")) {
            throw new Refusal.Invalid("cursor", "This is no cursor of this list.");
        }
        return Integer.parseInt(text.substring(3));
    }
}
