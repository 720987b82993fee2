package org.pawn.rest.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pawn.refusal.Refusal;

/** Quoted entity tags and the two conditions on them (RFC 9110 section 13). A version is opaque to clients. */
public final class Versions {
    private Versions() {}

    /** Answers {@code body} as JSON under its version, or 304 if the caller holds it. */
    public static void json(Context ctx, String version, Object body) {
        if (!answeredNotModified(ctx, version)) {
            ctx.contentType("application/json").result(WireJson.write(body));
        }
    }

    /** Sets the validators; true when the caller's copy is still right and 304 is the whole answer. */
    public static boolean answeredNotModified(Context ctx, String version) {
        ctx.header("ETag", quoted(version));
        ctx.header("Cache-Control", "private, no-cache");
        ctx.header("Vary", "Authorization, Accept");
        String held = ctx.header("If-None-Match");
        if (held == null || !lists(held, quoted(version))) {
            return false;
        }
        ctx.status(304);
        return true;
    }

    /**
     * Empty: write whatever is there. {@code *} is returned as it is: write if anything is there.
     *
     * @throws Refusal.StaleVersion for a weak or broken tag, which never matches strongly
     */
    public static Optional<String> ifMatch(Context ctx) {
        String header = ctx.header("If-Match");
        if (header == null) {
            return Optional.empty();
        }
        String tag = header.strip();
        if (tag.equals("*")) {
            return Optional.of("*");
        }
        if (tag.length() < 2 || !tag.startsWith("\"") || tag.indexOf('"', 1) != tag.length() - 1) {
            throw new Refusal.StaleVersion();
        }
        return Optional.of(tag.substring(1, tag.length() - 1));
    }

    /** A version for what has none of its own: a hash of what this caller is shown. */
    public static String of(byte[] shown) {
        return Digests.shortHash(shown);
    }

    public static String of(String shown) {
        return of(shown.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String version) {
        return '"' + version + '"';
    }

    private static boolean lists(String header, String tag) {
        for (String one : header.split(",", 64)) {
            String held = one.strip();
            if (held.equals("*") || held.equals(tag) || held.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
