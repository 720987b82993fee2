package org.pawn.server.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.pidf.PidfDocument;
import org.pawn.policy.PresenceView;
import org.pawn.server.sip.wire.SipAnswer;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipOutbound;
import org.pawn.time.Moment;
import org.pawn.time.Timers;
import org.pawn.watching.Subscription;
import org.pawn.watching.Surface;
import org.pawn.watching.WatcherChannel;

/**
 * One SIP subscription's way out (RFC 6665 section 4.2.2): one NOTIFY at a time, the newest state next. A NOTIFY that
 * is refused or not answered ends the subscription; 503 with Retry-After delays it. Thread-safe.
 */
final class NotifyChannel implements WatcherChannel {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    /** RFC 5057 and RFC 6665 section 4.2.2: after these the dialog is of no more use. */
    private static final Set<Integer> FATAL =
            Set.of(SipAnswer.NOT_SENT, 404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    private final Notifier notifier;
    private final Caller watcher;
    private final SipDialog.Id id;
    private final boolean fetch;

    private SipDialog dialog; // guarded by this
    private long expiresNanos; // guarded by this
    private long sequence; // guarded by this
    private boolean open; // guarded by this: the SUBSCRIBE has been answered
    private boolean outstanding; // guarded by this
    private boolean ended; // guarded by this
    private @Nullable PresenceView newest; // guarded by this: not sent yet
    private boolean pending; // guarded by this: the person has yet to let the watcher in
    private boolean pendingNews; // guarded by this: and the watcher does not know that yet
    private @Nullable String farewell; // guarded by this: the reason to end with, not sent yet
    private @Nullable Subscription subscription; // guarded by this
    private Timers.@Nullable Timer expiry; // guarded by this

    NotifyChannel(Notifier notifier, Caller watcher, SipDialog dialog, Duration life) {
        this.notifier = notifier;
        this.watcher = watcher;
        this.dialog = dialog;
        this.id = dialog.id();
        this.fetch = life.isZero();
        this.expiresNanos = notifier.time().moment().deadline(life);
    }

    SipDialog.Id id() {
        return id;
    }

    String watcher() {
        return watcher.name();
    }

    boolean belongsTo(Caller caller) {
        return caller.name().equals(watcher.name());
    }

    /** Whether a request of the subscriber is newer than all before; then its CSeq counts from now on. */
    synchronized boolean advance(long remoteSequence) {
        return remoteSequence > dialog.remoteSequence();
    }

    /** The subscriber subscribed again: from here, to there, for that long; zero ends it. */
    void refresh(SipDialog renewed, Duration life) {
        Subscription known;
        synchronized (this) {
            dialog = renewed;
            expiresNanos = notifier.time().moment().deadline(life);
            known = subscription;
        }
        if (life.isZero()) {
            end("timeout");
            return;
        }
        scheduleExpiry(life);
        if (known != null) {
            notifier.subscriptions().refresh(known);
        }
    }

    synchronized SipDialog dialog() {
        return dialog;
    }

    /** The subscription stands and its SUBSCRIBE is answered: what was held back may go. */
    void opened(Subscription stands, Duration life) {
        synchronized (this) {
            subscription = stands;
            open = true;
        }
        if (life.isZero()) {
            end("timeout"); // a fetch: the state and the end are one NOTIFY
        } else {
            scheduleExpiry(life);
            sendNext();
        }
    }

    @Override
    public Surface surface() {
        return Surface.SIP;
    }

    @Override
    public boolean isFetch() {
        return fetch;
    }

    @Override
    public void offer(Subscription stands, PresenceView view) {
        synchronized (this) {
            newest = view;
            pending = false;
            pendingNews = false;
        }
        sendNext();
    }

    @Override
    public boolean waitsForConsent() {
        return true;
    }

    /** Says so without any state (RFC 6665 section 4.2.1.3, RFC 3856 section 6.6.2). */
    @Override
    public void pending(Subscription stands) {
        synchronized (this) {
            newest = null;
            pending = true;
            pendingNews = true;
        }
        sendNext();
    }

    @Override
    public void ended(Subscription stands, EndReason reason) {
        synchronized (this) {
            newest = null; // the watcher may no longer see it
        }
        end(
                switch (reason) {
                    case REJECTED -> "rejected";
                    case NO_RESOURCE -> "noresource";
                });
    }

    /** Says good-bye with the last state and forgets the subscription. */
    void end(String reason) {
        synchronized (this) {
            if (ended || farewell != null) {
                return;
            }
            farewell = reason;
        }
        sendNext();
    }

    /** The server stops: one last word at once, whatever is outstanding; the watcher may subscribe anew. */
    void abandon() {
        SipOutbound notify;
        synchronized (this) {
            if (!open || ended) {
                return;
            }
            notify = notify(Optional.ofNullable(newest), Optional.of("deactivated"));
            ended = true;
        }
        forget();
        notifier.transport().send(notify, answer -> {});
    }

    private void scheduleExpiry(Duration life) {
        synchronized (this) {
            if (expiry != null) {
                expiry.cancel();
            }
            expiry = notifier.timers().after(life, this::expire);
        }
    }

    private void expire() {
        synchronized (this) {
            if (expiresNanos - notifier.time().nanos() > 0) {
                return; // renewed meanwhile; another timer runs
            }
        }
        end("timeout");
    }

    /** Sends what waits, if it may; the flag makes sure that only one thread does. */
    private void sendNext() {
        SipOutbound notify;
        boolean last;
        synchronized (this) {
            if (!open || outstanding || ended || newest == null && farewell == null && !pendingNews) {
                return;
            }
            last = farewell != null;
            notify = notify(Optional.ofNullable(newest), Optional.ofNullable(farewell));
            newest = null;
            pendingNews = false;
            outstanding = true;
            ended = last;
        }
        if (last) {
            forget();
        }
        notifier.transport().send(notify, this::answered);
    }

    private SipOutbound notify(Optional<PresenceView> view, Optional<String> reason) {
        Moment now = notifier.time().moment();
        sequence++;
        String contact = SipDialog.contact(dialog.peer(), notifier.transport().addressFor(dialog.peer()));
        List<SipHeader> headers = new ArrayList<>(dialog.headers(sequence, contact));
        String state = reason.map(why -> "terminated;reason=" + why)
                .orElseGet(() -> (pending ? "pending;expires=" : "active;expires=")
                        + Math.max(0, now.until(expiresNanos).toSeconds()));
        headers.add(new SipHeader("Subscription-State", state));
        byte[] body = view.map(notifier.bodies()::body).orElse(new byte[0]);
        if (body.length > 0) {
            headers.add(new SipHeader("Content-Type", PidfDocument.CONTENT_TYPE));
        }
        return new SipOutbound("NOTIFY", dialog.target(), headers, body, dialog.peer());
    }

    private void answered(SipAnswer answer) {
        Optional<Duration> delay = answer.status() == 503 ? answer.retryAfter() : Optional.empty();
        boolean over;
        synchronized (this) {
            over = FATAL.contains(answer.status()) && !ended;
            ended |= over;
            outstanding = delay.isPresent() && !ended;
        }
        if (over) {
            forget();
        } else if (delay.isPresent()) {
            Duration wait = delay.get().compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay.get();
            notifier.timers().after(wait, this::retry);
        } else {
            sendNext();
        }
    }

    /** What the watcher refused for now is asked for again, as it is by then. */
    private void retry() {
        Subscription known;
        synchronized (this) {
            outstanding = false;
            known = ended ? null : subscription;
        }
        if (known != null) {
            notifier.subscriptions().refresh(known);
        }
        sendNext();
    }

    private void forget() {
        Subscription known;
        synchronized (this) {
            if (expiry != null) {
                expiry.cancel();
            }
            known = subscription;
        }
        notifier.remove(this);
        if (known != null) {
            notifier.subscriptions().unsubscribe(known);
        }
    }
}
