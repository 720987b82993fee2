package org.pawn.sdk;

import java.io.Serial;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that was not done. Either the server refused it, and {@link #problem()} is its answer; or it did not answer, and
 * {@link #answered()} is false: then a change may or may not have been made.
 */
public final class PresenceClientException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;

    private PresenceClientException(
            Problem problem, @Nullable String requestId, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    /** The server's refusal; {@code requestId} and {@code retryAfter} may be null, for "not told". */
    public static PresenceClientException refused(
            Problem problem, @Nullable String requestId, @Nullable Duration retryAfter) {
        return new PresenceClientException(problem, requestId, retryAfter, null);
    }

    /** No answer, or none that we understand; {@code name} is the last word of the problem's type. */
    public static PresenceClientException local(String name, String detail, @Nullable Throwable cause) {
        Problem problem = new Problem("urn:pawn:sdk:" + name, name.replace('-', ' '), 0, Optional.of(detail), Map.of());
        return new PresenceClientException(problem, null, null, cause);
    }

    /** The same, thrown again on the caller's own thread, so that the trace shows who called. */
    public PresenceClientException here() {
        return new PresenceClientException(problem, requestId, retryAfter, this);
    }

    /** What was refused and why. */
    public Problem problem() {
        return problem;
    }

    /** {@code urn:pawn:problem:…} from the server, {@code urn:pawn:sdk:unreachable} and its like from here. */
    public String type() {
        return problem.type();
    }

    /** The HTTP status; 0 without an answer. */
    public int status() {
        return problem.status();
    }

    /** Whether the server answered at all. */
    public boolean answered() {
        return problem.status() != 0;
    }

    /** What to give the administrator, who finds it in the log. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** How long the server asked us to wait; we have already done so as often as the client was told to. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
