package org.pawn.rest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pawn.refusal.Refusal;

/**
 * One page of a list, as it goes on the wire; {@code nextCursor} is null on the last one. The cursor is opaque to
 * clients; inside, it is a place in the list's order.
 */
public record Page<T>(List<T> items, @JsonInclude Optional<String> nextCursor) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final Pattern PLACE = Pattern.compile("at [0-9]{1,9}");

    /** The page of {@code all} that the request asks for. */
    public static <A, T> Page<T> of(Context ctx, List<A> all, Function<A, T> wire) {
        int start = Math.min(start(ctx), all.size());
        int end = Math.min(all.size(), start + limit(ctx));
        Optional<String> next = end < all.size() ? Optional.of(cursor("at " + end)) : Optional.empty();
        return new Page<>(all.subList(start, end).stream().map(wire).toList(), next);
    }

    /** How many items the request asks for. */
    public static int limit(Context ctx) {
        String text = ctx.queryParam("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw new Refusal.Invalid("limit", "A page has 1 to " + MAX_LIMIT + " items.");
        }
        return Integer.parseInt(text);
    }

    /** A place in a list, as clients get it. */
    public static String cursor(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The place that the request's cursor stands for, if it has one.
     *
     * @param form what a place of this list looks like
     * @throws Refusal.Invalid if it is none
     */
    public static Optional<String> place(Context ctx, Pattern form) {
        String cursor = ctx.queryParam("cursor");
        if (cursor == null) {
            return Optional.empty();
        }
        String text = Input.value(
                "cursor", () -> new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        if (!form.matcher(text).matches()) {
            throw new Refusal.Invalid("cursor", "This is no cursor of this list.");
        }
        return Optional.of(text);
    }

    private static int start(Context ctx) {
        return place(ctx, PLACE)
                .map(text -> Integer.parseInt(text.substring(3)))
                .orElse(0);
    }
}
