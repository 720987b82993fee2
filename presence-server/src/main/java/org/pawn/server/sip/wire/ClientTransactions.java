package org.pawn.server.sip.wire;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own non-INVITE requests that await an answer (RFC 3261 section 17.1.2): retransmitted over UDP after T1 = 500 ms,
 * doubling up to T2 = 4 s; given up after 64*T1. Bounded in number. Thread-safe.
 */
final class ClientTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(ClientTransactions.class);
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration TIMER_F = T1.multipliedBy(64);

    /** Puts bytes on the way to a peer; false when its connection is gone. */
    @FunctionalInterface
    interface Output {
        boolean write(SipPeer peer, byte[] bytes);
    }

    private final Timers timers;
    private final Output output;
    private final int max;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final Map<SipPeer, Set<Pending>> onFlow = new ConcurrentHashMap<>(); // streams; changed in compute alone

    ClientTransactions(Timers timers, Output output, int max) {
        this.timers = timers;
        this.output = output;
        this.max = max;
    }

    /** {@code branch} must be fresh for the method. {@code answers} gets what is provisional too, and one that ends it. */
    void send(String branch, String method, SipPeer peer, byte[] bytes, Consumer<SipRelayed> answers) {
        begin(new Pending(branch, method, peer, bytes, answers, true));
    }

    /** The same for a request of our own: {@code answers} may get a bare status, of all that a final answer said. */
    void ask(String branch, String method, SipPeer peer, byte[] bytes, Consumer<SipRelayed> answers) {
        begin(new Pending(branch, method, peer, bytes, answers, false));
    }

    private void begin(Pending request) {
        if (pending.size() >= max) {
            request.finish(SipRelayed.notSent());
            return;
        }
        pending.put(request.branch, request);
        index(request);
        request.start();
    }

    /**
     * A final answer of which only its status matters; false where there may be more to it, and it is to be read whole.
     */
    boolean answered(SipPeer peer, AnswerHead answer) {
        Pending request = pending.get(answer.branch());
        if (request == null
                || request.passesAnswersOn
                || answer.status() < 200
                || answer.status() == 503 // Retry-After
                || !answer.method().equals(request.method)
                || !request.isFrom(peer)) {
            return false;
        }
        request.finish(SipRelayed.bare(answer.status()));
        return true;
    }

    /** An answer from the network; one that nobody waits for is dropped. */
    void answered(SipPeer peer, String branch, String method, SipRelayed answer) {
        Pending request = pending.get(branch);
        if (request == null || !method.equals(request.method) || !request.isFrom(peer)) {
            return;
        }
        if (answer.status() < 200) {
            request.slowDown();
            request.tell(answer);
        } else {
            request.finish(answer);
        }
    }

    /** Fails what waits for a peer that is gone. */
    void flowLost(SipPeer peer) {
        Set<Pending> waiting = onFlow.remove(peer);
        if (waiting != null) {
            waiting.forEach(request -> request.finish(SipRelayed.notSent()));
        }
    }

    private void index(Pending request) {
        if (request.peer.transport().isStream()) {
            onFlow.compute(request.peer, (peer, known) -> {
                Set<Pending> all = known == null ? new HashSet<>() : known;
                all.add(request);
                return all;
            });
        }
    }

    private void unindex(Pending request) {
        onFlow.computeIfPresent(request.peer, (peer, known) -> {
            known.remove(request);
            return known.isEmpty() ? null : known;
        });
    }

    int size() {
        return pending.size();
    }

    private final class Pending {
        private final String branch;
        private final String method;
        private final SipPeer peer;
        private final byte[] bytes;
        private final Consumer<SipRelayed> answers;
        private final boolean passesAnswersOn;
        private final AtomicBoolean done = new AtomicBoolean();
        private volatile Duration interval = T1;
        private Duration waited = Duration.ZERO; // timer thread only, after start
        private volatile Timers.@Nullable Timer timer;

        Pending(
                String branch,
                String method,
                SipPeer peer,
                byte[] bytes,
                Consumer<SipRelayed> answers,
                boolean passesAnswersOn) {
            this.branch = branch;
            this.method = method;
            this.peer = peer;
            this.bytes = bytes;
            this.answers = answers;
            this.passesAnswersOn = passesAnswersOn;
        }

        boolean isFrom(SipPeer other) {
            return peer.address().getAddress().equals(other.address().getAddress());
        }

        void start() {
            wait(peer.transport().isStream() ? TIMER_F : interval); // runs by the time that anybody hears of it
            if (!output.write(peer, bytes)) {
                finish(SipRelayed.notSent());
            }
        }

        void slowDown() {
            interval = T2;
        }

        private void wait(Duration next) {
            timer = timers.after(next, () -> elapsed(next));
            if (done.get()) {
                cancel();
            }
        }

        private void elapsed(Duration passed) {
            waited = waited.plus(passed);
            if (done.get()) {
                return;
            }
            if (waited.compareTo(TIMER_F) >= 0) {
                finish(SipRelayed.timedOut());
                return;
            }
            output.write(peer, bytes);
            Duration doubled = interval.multipliedBy(2);
            interval = doubled.compareTo(T2) > 0 ? T2 : doubled;
            Duration left = TIMER_F.minus(waited);
            wait(interval.compareTo(left) > 0 ? left : interval);
        }

        void finish(SipRelayed answer) {
            pending.remove(branch, this);
            unindex(this);
            if (!done.compareAndSet(false, true)) {
                return;
            }
            cancel();
            tell(answer);
        }

        void tell(SipRelayed answer) {
            try {
                answers.accept(answer);
            } catch (Throwable failure) { // the thread is the network's or the timers'
                LOG.error("an answer's handler failed", failure);
            }
        }

        private void cancel() {
            Timers.Timer waiting = timer;
            if (waiting != null) {
                waiting.cancel();
            }
        }
    }
}
