package org.pawn.rest.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pawn.access.Caller;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;

/**
 * Requests that create something and may be repeated (draft-ietf-httpapi-idempotency-key-header-07): the same caller, key
 * and body get the same answer for a day and create one thing. A refusal had no effect and frees its key. Around every
 * route that says {@link RouteEffect#CREATES}.
 */
public final class IdempotencyKeys {
    private static final String KEY = "pawn.idempotencyKey";
    private static final int MAX_KEY = 128;
    private static final Set<String> HEADERS = Set.of("Content-Type", "Cache-Control", "Location", "ETag");

    private final KeptAnswers answers;

    public IdempotencyKeys(TimeSource time) {
        this.answers = new KeptAnswers(time);
    }

    /**
     * Before the route, once the caller is known: answers in its place where the request is a repeated one.
     *
     * @throws ProblemException 422 if the key stands for another request, 409 while the first is being answered
     */
    void begin(Context ctx) {
        String given = ctx.header("Idempotency-Key");
        if (given == null || !ctx.routeRoles().contains(RouteEffect.CREATES)) {
            return;
        }
        if (given.isEmpty() || given.length() > MAX_KEY) {
            throw new Refusal.Invalid("Idempotency-Key", "A key has 1 to " + MAX_KEY + " characters.");
        }
        KeptAnswers.Key key = new KeptAnswers.Key(caller(ctx), ctx.method() + " " + ctx.path(), given);
        KeptAnswers.Claim claim = answers.claim(key, request(ctx));
        if (claim instanceof KeptAnswers.Claim.First) {
            ctx.attribute(KEY, key);
        } else if (claim instanceof KeptAnswers.Claim.Answered answered) {
            write(ctx, answered.answer());
        } else if (claim instanceof KeptAnswers.Claim.Running) {
            throw new ProblemException(new Problem(
                    ProblemType.REQUEST_IN_PROGRESS,
                    "The first request with this Idempotency-Key is still being answered.",
                    Map.of("retryAfterSeconds", 1)));
        } else if (claim instanceof KeptAnswers.Claim.Other) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request.");
        } else {
            throw new AssertionError(claim);
        }
    }

    /** After the route, whatever became of it. */
    void end(Context ctx) {
        KeptAnswers.Key key = ctx.attribute(KEY);
        if (key == null) {
            return;
        }
        String body = ctx.result();
        if (ctx.statusCode() >= 200 && ctx.statusCode() < 300 && body != null) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (String name : HEADERS) {
                String value = ctx.res().getHeader(name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
            answers.keep(key, new KeptAnswers.Answer(ctx.statusCode(), headers, body));
        } else {
            answers.release(key);
        }
    }

    private static void write(Context ctx, KeptAnswers.Answer answer) {
        ctx.status(answer.status());
        answer.headers().forEach(ctx::header);
        ctx.result(answer.body().getBytes(StandardCharsets.UTF_8)).skipRemainingHandlers();
    }

    /** A person with the same rights, by whatever token: it may have been renewed in between. Else that very token. */
    private static String caller(Context ctx) {
        Caller caller = BearerAuthentication.caller(ctx);
        return caller.person()
                .map(person -> person + " " + new TreeSet<>(caller.scopes()))
                .orElseGet(() -> BearerAuthentication.token(ctx).id());
    }

    private static String request(Context ctx) {
        String type = RequestBody.mediaType(ctx);
        return Versions.of(RequestBody.held(ctx)) + " " + type + " " + ctx.queryString();
    }
}
