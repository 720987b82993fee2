package org.pawn.rest.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.pawn.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one error table of REST and the feed: what was thrown, to the problem that is answered. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    static final String USUAL_RETRY_SECONDS = "5";

    private Problems() {}

    /** Lets every route of {@code config} throw what it likes. */
    public static void install(JavalinConfig config) {
        config.routes.exception(Exception.class, (thrown, ctx) -> answer(ctx, of(thrown)));
        config.routes.exception(HttpResponseException.class, (thrown, ctx) -> { // else Javalin's own text
            String methods = thrown.getDetails().get("availableMethods");
            if (methods != null) {
                ctx.header("Allow", methods);
            }
            answer(ctx, of(thrown));
        });
        config.router.javaLangErrorHandler((response, error) -> {
            if (error instanceof OutOfMemoryError) {
                LOG.error("out of memory: the process ends", error);
                Runtime.getRuntime().halt(3); // a half-dead server would be worse
            }
            LOG.error("incident {}", UUID.randomUUID(), error);
        });
    }

    /** The problem for anything that can be thrown; what nobody expected is logged here, and only here. */
    public static Problem of(Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            return new Problem(type(refusal), refusal.getMessage(), refusal.facts());
        } else if (thrown instanceof ProblemException known) {
            return known.problem();
        } else if (thrown instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        } else if (thrown instanceof HttpResponseException http) {
            return of(http.getStatus());
        } else if (thrown instanceof StackOverflowError) {
            return Problem.of(ProblemType.INVALID_REQUEST, "This is nested too deeply.");
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}", incident, thrown);
        return new Problem(ProblemType.INTERNAL, "Tell the administrator this incident.", Map.of("incident", incident));
    }

    /** The problem for a status that the HTTP library chose. */
    public static Problem of(int status) {
        for (ProblemType type : ProblemType.values()) {
            if (type.status() == status && type != ProblemType.AMBIGUOUS_PATH) {
                return Problem.of(type, type.title() + ".");
            }
        }
        return status < 500
                ? Problem.of(ProblemType.INVALID_REQUEST, "This request was not understood.")
                : Problem.of(ProblemType.UNAVAILABLE, "This cannot be served now.");
    }

    /** Writes {@code problem} as the answer, with the headers that its status asks for. */
    public static void answer(Context ctx, Problem problem) {
        if (problem.status() == 401) { // beside the digest's, if the route takes one
            ctx.res().addHeader("WWW-Authenticate", "Bearer realm=\"pawn\"");
        }
        if (problem.facts().get("retryAfterSeconds") instanceof Number seconds) {
            ctx.header("Retry-After", String.valueOf(seconds));
        } else if (problem.status() == 503 || problem.status() == 429) {
            ctx.header("Retry-After", USUAL_RETRY_SECONDS);
        }
        if (problem.status() == 429) {
            RateLimits.say(ctx, problem.facts());
        }
        ctx.header("Cache-Control", "no-store");
        ctx.removeHeader("ETag");
        ctx.status(problem.status()).contentType("application/problem+json").result(WireJson.write(problem));
    }

    private static ProblemType type(Refusal refusal) {
        return switch (refusal.kind()) { // no default: a new kind must not compile until it is mapped
            case INVALID, UNSUPPORTED_EVENT -> ProblemType.INVALID_REQUEST;
            case NOT_AUTHENTICATED -> ProblemType.UNAUTHENTICATED;
            case FORBIDDEN -> ProblemType.FORBIDDEN;
            case NOT_FOUND, NO_SUCH_SUBSCRIPTION -> ProblemType.NOT_FOUND;
            case NOT_VISIBLE -> ProblemType.NOT_VISIBLE;
            case STALE_ENTITY_TAG, STALE_VERSION -> ProblemType.STALE_VERSION;
            case INTERVAL_TOO_BRIEF -> ProblemType.INTERVAL_TOO_BRIEF;
            case UNSUPPORTED_CONTENT -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case OUT_OF_ORDER, CONFLICT -> ProblemType.CONFLICT;
            case TOO_LARGE -> ProblemType.TOO_LARGE;
            case LIMIT_EXCEEDED -> ProblemType.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> ProblemType.UNAVAILABLE;
            case NOT_SUPPORTED -> ProblemType.NOT_SUPPORTED;
        };
    }
}
