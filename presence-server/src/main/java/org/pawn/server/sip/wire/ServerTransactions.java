package org.pawn.server.sip.wire;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.server.sip.wire.Fingerprints.Fingerprint;
import org.pawn.time.TimeSource;

/**
 * Non-INVITE server transactions over UDP (RFC 3261 section 17.2.2): a retransmitted request gets the bytes of the first
 * answer again, or silence while there is none. Bounded in time (timer J) and number; past the bound the oldest are
 * forgotten, and a retransmission of theirs counts as new. Thread-safe.
 */
final class ServerTransactions {
    private static final Duration TIMER_J = Duration.ofSeconds(32);

    private final TimeSource time;
    private final int max;
    private final Fingerprints fingerprints; // guarded by this
    private final Map<Fingerprint, Transaction> transactions = new HashMap<>(); // guarded by this
    private final Map<Fingerprint, Transaction> origins = new HashMap<>(); // guarded by this
    private final ArrayDeque<Transaction> oldestFirst = new ArrayDeque<>(); // guarded by this

    ServerTransactions(TimeSource time, SecureRandom random, int max) {
        this.time = time;
        this.fingerprints = new Fingerprints(random);
        this.max = max;
    }

    /** One request and, once there is one, its answer. There are 32 seconds of them: no texts are kept. */
    final class Transaction {
        private final Fingerprint key;
        private final Fingerprint origin;
        private final int branch; // its hash
        private final long deadlineNanos;
        private byte @Nullable [] answer; // guarded by ServerTransactions.this

        private Transaction(Fingerprint key, Fingerprint origin, int branch, long deadlineNanos) {
            this.key = key;
            this.origin = origin;
            this.branch = branch;
            this.deadlineNanos = deadlineNanos;
        }

        /** Keeps the final answer; false when there was one already. */
        boolean answered(byte[] bytes) {
            synchronized (ServerTransactions.this) {
                if (answer != null) {
                    return false;
                }
                answer = bytes;
                return true;
            }
        }

        /** Nothing was proved: keep no memory of it. */
        void forget() {
            synchronized (ServerTransactions.this) {
                remove(this);
            }
        }
    }

    /**
     * What to do with a request: it is new, or was answered, or is being worked on.
     *
     * @param merged whether it is one that came before, by another way
     */
    record Match(Optional<Transaction> fresh, Optional<byte[]> replay, boolean merged) {}

    synchronized Match match(SipRequest request, Via via) {
        long now = time.nanos();
        expire(now);
        String branchText = via.branch();
        Fingerprint key = key(request, via, branchText);
        Transaction known = transactions.get(key);
        if (known != null) {
            return new Match(Optional.empty(), Optional.ofNullable(known.answer), false);
        }
        int branch = branchText.hashCode();
        Fingerprint origin = origin(request);
        Transaction before = request.isInDialog() ? null : origins.get(origin);
        if (before != null && before.branch != branch) {
            return new Match(Optional.empty(), Optional.empty(), true);
        }
        Transaction fresh = new Transaction(key, origin, branch, now + TIMER_J.toNanos());
        transactions.put(key, fresh);
        origins.put(origin, fresh);
        oldestFirst.add(fresh);
        return new Match(Optional.of(fresh), Optional.empty(), false);
    }

    synchronized int size() {
        return transactions.size();
    }

    private void expire(long now) {
        Transaction oldest = oldestFirst.peek();
        while (oldest != null && (oldest.deadlineNanos - now <= 0 || oldestFirst.size() >= max)) {
            oldestFirst.remove();
            remove(oldest);
            oldest = oldestFirst.peek();
        }
    }

    private void remove(Transaction over) {
        transactions.remove(over.key, over);
        origins.remove(over.origin, over);
    }

    /** What a request keeps by whatever ways it comes (RFC 3261 section 8.2.2.2). */
    private Fingerprint origin(SipRequest request) {
        String fromTag = request.from().tag().orElse("");
        return fingerprints.of(request.callId(), fromTag, Long.toString(request.sequence()), request.method());
    }

    /** What makes two requests one (RFC 3261 section 17.2.3); the source too, so that no one gets another's answer. */
    private Fingerprint key(SipRequest request, Via via, String branch) {
        boolean modern = branch.startsWith("z9hG4bK");
        String legacy = modern
                ? ""
                : request.callId() + "|" + request.sequence() + "|"
                        + request.from().tag().orElse("") + "|" + request.uri();
        return fingerprints.of(
                branch, via.sentBy(), request.method(), request.peer().flow(), legacy);
    }
}
