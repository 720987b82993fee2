package org.pawn.server.sip.wire;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * INVITEs that we sent on (RFC 3261 section 17.1.1, RFC 6026 section 7.2): repeated over UDP until anything comes back,
 * refusals acknowledged, every 2xx passed up for as long as the peer may repeat it. Bounded in number. Thread-safe.
 */
final class InviteClients {
    private static final Logger LOG = LoggerFactory.getLogger(InviteClients.class);
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration LONGEST = T1.multipliedBy(64);

    private enum State {
        CALLING,
        PROCEEDING,
        REFUSED,
        ACCEPTED,
        OVER
    }

    private final Timers timers;
    private final ClientTransactions.Output output;
    private final ClientTransactions others;
    private final int max;
    private final Map<String, Invite> invites = new ConcurrentHashMap<>();

    /** @param others carries the CANCELs */
    InviteClients(Timers timers, ClientTransactions.Output output, ClientTransactions others, int max) {
        this.timers = timers;
        this.output = output;
        this.others = others;
        this.max = max;
    }

    /** {@code branch} must be fresh. {@code answers} gets all that come: provisional ones, one refusal, each 2xx. */
    Forwarded send(SipForward request, String branch, String via, Consumer<SipRelayed> answers) {
        Invite invite = new Invite(request, branch, via, answers);
        if (invites.size() >= max) {
            invite.tell(SipRelayed.notSent());
            return () -> {};
        }
        invites.put(branch, invite);
        invite.start();
        return invite;
    }

    /** An answer from the network; one that nobody waits for is dropped. */
    void answered(SipPeer peer, String branch, SipRelayed answer) {
        Invite invite = invites.get(branch);
        if (invite != null
                && invite.request
                        .target()
                        .address()
                        .getAddress()
                        .equals(peer.address().getAddress())) {
            invite.answered(answer);
        }
    }

    /** Fails what waits for a peer that is gone. */
    void flowLost(SipPeer peer) {
        for (Invite invite : invites.values()) {
            if (invite.request.target().equals(peer)) {
                invite.fail(SipRelayed.notSent());
            }
        }
    }

    int size() {
        return invites.size();
    }

    private final class Invite implements Forwarded {
        private final SipForward request;
        private final String branch;
        private final String via;
        private final Consumer<SipRelayed> answers;
        private final byte[] bytes;
        private State state = State.CALLING; // guarded by this
        private Duration interval = T1; // guarded by this
        private Duration waited = Duration.ZERO; // guarded by this
        private boolean cancelWanted; // guarded by this
        private boolean cancelSent; // guarded by this
        private byte @Nullable [] ack; // guarded by this
        private Timers.@Nullable Timer timer; // guarded by this

        Invite(SipForward request, String branch, String via, Consumer<SipRelayed> answers) {
            this.request = request;
            this.branch = branch;
            this.via = via;
            this.answers = answers;
            this.bytes = MessageWriter.forward(request, via);
        }

        void start() {
            if (!output.write(request.target(), bytes)) {
                fail(SipRelayed.notSent());
                return;
            }
            synchronized (this) {
                if (state == State.CALLING) {
                    waitFor(isStream() ? LONGEST : interval, this::unanswered);
                }
            }
        }

        @Override
        public void cancel() {
            synchronized (this) {
                cancelWanted = true;
            }
            cancelIfDue();
        }

        void answered(SipRelayed answer) {
            boolean passes;
            byte[] acknowledge = null;
            synchronized (this) {
                passes = state == State.CALLING
                        || state == State.PROCEEDING
                        || state == State.ACCEPTED && answer.isSuccess();
                if (state == State.REFUSED) {
                    acknowledge = ack; // it did not get the first
                } else if (passes && answer.isProvisional()) {
                    proceed();
                } else if (passes && answer.isSuccess() && state != State.ACCEPTED) {
                    state = State.ACCEPTED;
                    waitFor(LONGEST, this::over);
                } else if (passes && answer.status() >= 300) {
                    state = State.REFUSED;
                    String to = answer.headers().first("to").orElse(request.first("to"));
                    ack = MessageWriter.within(request, "ACK", via, to);
                    acknowledge = ack;
                    waitFor(isStream() ? Duration.ZERO : LONGEST, this::over);
                }
            }
            if (acknowledge != null) {
                output.write(request.target(), acknowledge);
            }
            if (passes) {
                tell(answer);
                cancelIfDue();
            }
        }

        void fail(SipRelayed answer) {
            synchronized (this) {
                if (state != State.CALLING && state != State.PROCEEDING) {
                    return;
                }
            }
            over();
            tell(answer);
        }

        private void proceed() {
            if (state == State.CALLING) {
                state = State.PROCEEDING;
                stopTimer(); // how long it may ring is for whoever forks it to say
            }
        }

        private void unanswered() {
            boolean again;
            synchronized (this) {
                if (state != State.CALLING) {
                    return;
                }
                waited = waited.plus(isStream() ? LONGEST : interval);
                again = waited.compareTo(LONGEST) < 0;
                if (again) {
                    interval = interval.multipliedBy(2);
                    Duration left = LONGEST.minus(waited);
                    waitFor(interval.compareTo(left) > 0 ? left : interval, this::unanswered);
                }
            }
            if (!again) {
                fail(SipRelayed.timedOut());
            } else {
                output.write(request.target(), bytes);
            }
        }

        private void cancelIfDue() {
            synchronized (this) {
                if (!cancelWanted || cancelSent || state != State.PROCEEDING) {
                    return;
                }
                cancelSent = true;
                waitFor(LONGEST, () -> fail(SipRelayed.timedOut())); // RFC 3261 section 9.1
            }
            byte[] cancel = MessageWriter.within(request, "CANCEL", via, request.first("to"));
            others.send(branch, "CANCEL", request.target(), cancel, answer -> {});
        }

        private void over() {
            synchronized (this) {
                state = State.OVER;
                stopTimer();
            }
            invites.remove(branch, this);
        }

        private boolean isStream() {
            return request.target().transport().isStream();
        }

        /** The caller holds the lock. */
        private void waitFor(Duration wait, Runnable then) {
            stopTimer();
            timer = timers.after(wait, then);
        }

        private void stopTimer() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }

        private void tell(SipRelayed answer) {
            try {
                answers.accept(answer);
            } catch (OutOfMemoryError fatal) {
                throw fatal;
            } catch (Throwable failure) { // the thread is the network's or the timers'
                LOG.error("an answer to an INVITE could not be handled", failure);
            }
        }
    }
}
