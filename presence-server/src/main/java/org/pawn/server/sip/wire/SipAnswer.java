package org.pawn.server.sip.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * How a request of ours ended.
 *
 * @param status the peer's final status; {@link #TIMED_OUT} and {@link #NOT_SENT} are ours
 * @param retryAfter of the peer's header
 */
public record SipAnswer(int status, Optional<Duration> retryAfter) {
    /** No final answer came in 64*T1 (RFC 3261 section 17.1.2.2, timer F). */
    public static final int TIMED_OUT = 408;

    /** The connection is gone, or too much is outstanding. */
    public static final int NOT_SENT = 0;

    static SipAnswer of(int status) {
        return new SipAnswer(status, Optional.empty());
    }

    static SipAnswer of(SipRelayed answer) {
        Optional<Duration> retryAfter = answer.headers()
                .first("retry-after")
                .map(value -> value.split("[ \t;(]", 2)[0])
                .flatMap(SipHeaders::number)
                .map(Duration::ofSeconds);
        return new SipAnswer(answer.status(), retryAfter);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
