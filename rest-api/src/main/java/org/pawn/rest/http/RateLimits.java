package org.pawn.rest.http;

import io.javalin.http.Context;
import java.util.Map;

/**
 * The fields that go with a 429 (draft-ietf-httpapi-ratelimit-headers-10): that nothing is left until when and, where it
 * is a limit in time, how much there is in which time.
 */
final class RateLimits {
    /** Names of the facts of a problem that say which limit it was. */
    static final String POLICY = "policy";

    static final String LIMIT = "limit";
    static final String WINDOW_SECONDS = "windowSeconds";

    private RateLimits() {}

    static void say(Context ctx, Map<String, Object> facts) {
        Object policy = facts.getOrDefault(POLICY, "default");
        Object seconds = facts.getOrDefault("retryAfterSeconds", Problems.USUAL_RETRY_SECONDS);
        ctx.header("RateLimit", "\"" + policy + "\";r=0;t=" + seconds);
        if (facts.containsKey(LIMIT) && facts.containsKey(WINDOW_SECONDS)) {
            ctx.header(
                    "RateLimit-Policy", "\"" + policy + "\";q=" + facts.get(LIMIT) + ";w=" + facts.get(WINDOW_SECONDS));
        }
    }
}
