package org.pawn.rest.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pawn.time.TimeSource;

/**
 * How much an address may ask without having proved who it is: a bucket an address, from which requests without a token
 * take little and failed ones much. A request with a live token costs nothing, so nobody is locked out by a neighbour.
 * Thread-safe.
 */
public final class AttemptLimits {
    private static final int CAPACITY = 1200;
    private static final Duration REFILL = Duration.ofMinutes(1);
    public static final int OPEN_REQUEST = 1;
    public static final int FAILURE = 20;

    private static final int MAX_ADDRESSES = 50_000;

    private final Set<String> exempt;
    private final TimeSource time;
    private final String policy;
    private final int capacity;
    private final long refillNanos;
    private final long nanosAUnit;
    /** The monotonic instant at which an address's bucket is full again; the eldest are forgotten. Guarded by this. */
    private final Map<String, Long> fullAt = new LinkedHashMap<>();

    /** @param exempt addresses that are left alone; {@code loopback} names all of this machine's own */
    public AttemptLimits(Set<String> exempt, TimeSource time) {
        this(exempt, time, "address", CAPACITY, REFILL);
    }

    /**
     * @param policy what clients are told the limit is of
     * @param capacity units in a full bucket, which an empty one is again after {@code refill}
     */
    public AttemptLimits(Set<String> exempt, TimeSource time, String policy, int capacity, Duration refill) {
        this.exempt = Set.copyOf(exempt);
        this.time = time;
        this.policy = policy;
        this.capacity = capacity;
        this.refillNanos = refill.toNanos();
        this.nanosAUnit = refillNanos / capacity;
    }

    /**
     * Takes {@code units} from the address's bucket.
     *
     * @throws ProblemException 429 if it is empty
     */
    public void take(String address, int units) {
        Duration wait = tryTake(address, units);
        if (!wait.isZero()) {
            throw new ProblemException(new Problem(
                    ProblemType.TOO_MANY_REQUESTS,
                    "Too many requests without a valid token from this address.",
                    Map.of(
                            "retryAfterSeconds",
                            wait.toSeconds() + 1,
                            RateLimits.POLICY,
                            policy,
                            RateLimits.LIMIT,
                            capacity,
                            RateLimits.WINDOW_SECONDS,
                            Duration.ofNanos(refillNanos).toSeconds())));
        }
    }

    /** Puts units back that turned out to be none of a guesser's. */
    public synchronized void giveBack(String address, int units) {
        fullAt.computeIfPresent(address, (key, full) -> full - units * nanosAUnit);
    }

    private synchronized Duration tryTake(String address, int units) {
        if (isExempt(address)) {
            return Duration.ZERO;
        }
        long now = time.nanos();
        Long before = fullAt.remove(address);
        long full = before == null || before - now < 0 ? now : before;
        long next = full + units * nanosAUnit;
        boolean allowed = next - now <= refillNanos;
        fullAt.put(address, allowed ? next : full);
        if (fullAt.size() > MAX_ADDRESSES) {
            fullAt.remove(fullAt.keySet().iterator().next());
        }
        return allowed ? Duration.ZERO : Duration.ofNanos(next - now - refillNanos);
    }

    /** Whether that address is left alone. */
    public boolean isExempt(String address) {
        return exempt.contains(address) || exempt.contains("loopback") && ClientAddress.isLoopback(address);
    }
}
