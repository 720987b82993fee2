package org.pawn.server.sip.proxy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pawn.server.sip.wire.Forwarded;
import org.pawn.server.sip.wire.SipAnswer;
import org.pawn.server.sip.wire.SipForward;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipRelayed;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponder;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.time.Timers;

/**
 * One request on its way to one or more devices, and its one final answer back (RFC 3261 section 16.7): devices of equal q
 * at once, those of a lower q when the better have refused. Thread-safe.
 */
final class Fork {
    /** Longer than three minutes (RFC 3261 section 16.6 step 11, timer C). */
    static final Duration TIMER_C = Duration.ofSeconds(181);

    /** The wire floor's to write, from the request that is answered. */
    private static final Set<String> HOP = Set.of("via", "from", "to", "call-id", "cseq", "content-length");

    private final SipRequest request;
    private final SipResponder upstream;
    private final SipTransport transport;
    private final Timers timers;
    private final Progress progress;
    private final Deque<List<SipForward>> later; // guarded by this
    private final List<Branch> open = new ArrayList<>(); // guarded by this
    private final List<SipRelayed> finals = new ArrayList<>(); // guarded by this
    private boolean cancelled; // guarded by this
    private boolean answered; // guarded by this

    /**
     * @param groups tried one after the other, each group's targets at once
     * @param progress told what becomes of an INVITE
     */
    Fork(
            SipRequest request,
            SipResponder upstream,
            List<List<SipForward>> groups,
            SipTransport transport,
            Timers timers,
            Progress progress) {
        this.request = request;
        this.upstream = upstream;
        this.transport = transport;
        this.timers = timers;
        this.progress = progress;
        this.later = new ArrayDeque<>(groups);
    }

    void start() {
        if (isInvite()) {
            upstream.answer(SipResponse.of(100, "Trying"));
            upstream.onCancel(this::cancel);
        }
        next();
    }

    /** The caller gave up. */
    private void cancel() {
        boolean nothingOpen;
        synchronized (this) {
            cancelled = true;
            later.clear();
            nothingOpen = open.isEmpty();
        }
        if (nothingOpen) {
            finish();
        } else {
            cancelOpen();
        }
    }

    private void next() {
        List<Branch> branches = new ArrayList<>();
        synchronized (this) {
            List<SipForward> group = later.poll();
            if (group != null) {
                group.forEach(target -> branches.add(new Branch(target)));
                open.addAll(branches);
            }
        }
        if (branches.isEmpty()) {
            finish();
        }
        branches.forEach(Branch::start);
    }

    private void ended(Branch branch, SipRelayed last) {
        boolean groupDone;
        boolean stop = last.status() >= 600 || last.isSuccess();
        synchronized (this) {
            if (!open.remove(branch)) {
                return;
            }
            if (!last.isSuccess()) {
                finals.add(last);
            }
            if (stop) {
                later.clear();
            }
            groupDone = open.isEmpty();
        }
        if (stop) {
            cancelOpen();
        }
        if (groupDone) {
            next();
        }
    }

    private void cancelOpen() {
        List<Branch> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(Branch::cancel);
    }

    /** Nothing is open and nothing is left to try: unless somebody accepted, the best refusal goes back. */
    private void finish() {
        SipResponse response;
        synchronized (this) {
            if (answered) {
                return;
            }
            answered = true;
            Optional<SipRelayed> best = BestAnswer.of(finals);
            if (cancelled && best.filter(one -> one.status() >= 600).isEmpty()) {
                response = best.filter(one -> one.status() == 487)
                        .map(Fork::relayed)
                        .orElse(SipResponse.of(487, "Request Terminated"));
            } else if (best.isEmpty()) {
                response = SipResponse.of(480, "Temporarily Unavailable"); // every device's connection was gone
            } else if (best.get().status() == SipAnswer.TIMED_OUT && !isInvite()) {
                return; // the sender's own clock has run out too (RFC 4320 section 4.2)
            } else if (best.get().status() == 503) {
                response = SipResponse.of(500, "Server Internal Error"); // theirs, not ours (section 16.7 step 6)
            } else {
                response = relayed(best.get());
            }
        }
        progress.failed();
        upstream.answer(response);
    }

    private static SipResponse relayed(SipRelayed answer) {
        List<SipHeader> fields = new ArrayList<>();
        for (SipHeader field : answer.headers().fields()) {
            if (!HOP.contains(field.name()) && !Onward.CLAIMS.contains(field.name())) {
                fields.add(field);
            }
        }
        return new SipResponse(answer.status(), answer.reason(), fields, answer.body(), ToTag.of(answer.headers()));
    }

    private boolean isInvite() {
        return request.method().equals("INVITE");
    }

    /** One device. */
    final class Branch {
        private final SipForward target;
        private @Nullable Forwarded sent; // guarded by this
        private boolean cancelWanted; // guarded by this
        private boolean taken; // guarded by this
        private Timers.@Nullable Timer ringing; // guarded by this

        Branch(SipForward target) {
            this.target = target;
        }

        void start() {
            if (isInvite()) {
                ring();
            }
            Forwarded forwarded = transport.forward(target, this::heard);
            boolean cancel;
            synchronized (this) {
                sent = forwarded;
                cancel = cancelWanted;
            }
            if (cancel) {
                forwarded.cancel();
            }
        }

        void cancel() {
            Forwarded known;
            synchronized (this) {
                cancelWanted = true;
                known = sent;
            }
            if (known != null && isInvite()) {
                known.cancel();
            }
        }

        private void heard(SipRelayed answer) {
            if (answer.isProvisional()) {
                if (answer.status() > 100 && isInvite()) {
                    ring();
                    boolean early = ToTag.of(answer.headers()).isPresent();
                    progress.provisional(early, early || answer.status() == 180);
                    upstream.answer(relayed(answer));
                }
                return;
            }
            stopRinging();
            if (answer.isSuccess()) {
                boolean first;
                synchronized (this) {
                    first = !taken;
                    taken = true;
                }
                synchronized (Fork.this) {
                    answered = true;
                }
                if (first && isInvite()) {
                    progress.accepted(
                            target.target(), ToTag.of(answer.headers()).orElse(""));
                }
                upstream.answer(relayed(answer));
            }
            ended(this, answer);
        }

        private synchronized void ring() {
            stopRinging();
            ringing = timers.after(TIMER_C, this::cancel); // the device answers with 487, or is given up after that
        }

        private synchronized void stopRinging() {
            if (ringing != null) {
                ringing.cancel();
                ringing = null;
            }
        }
    }
}
