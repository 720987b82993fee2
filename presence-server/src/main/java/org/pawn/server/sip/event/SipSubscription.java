package org.pawn.server.sip.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.server.sip.wire.SipAnswer;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipOutbound;
import org.pawn.time.Moment;
import org.pawn.time.Timers;

/**
 * One subscription's dialog and its way out (RFC 6665 section 4.2.2), whatever it is about: one NOTIFY at a time, the
 * newest state next. A NOTIFY that is refused or not answered ends the subscription; 503 with Retry-After delays it.
 * Thread-safe.
 */
public final class SipSubscription implements Outlet {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    /** RFC 5057 and RFC 6665 section 4.2.2: after these the dialog is of no more use. */
    private static final Set<Integer> FATAL =
            Set.of(SipAnswer.NOT_SENT, 404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    private static final String TIMEOUT = "timeout";
    private static final String ANY_STATE = "*";
    private static final int TAG_CHARACTERS = 8;

    /** What one NOTIFY is to say beside the state. */
    private record Turn(boolean tellsState, boolean mustGo, Optional<String> reason) {}

    private final Notifier notifier;
    private final Caller watcher;
    private final SipDialog.Id id;
    private final Duration pace;

    private SipDialog dialog; // guarded by this
    private long expiresNanos; // guarded by this
    private long sequence; // guarded by this
    private boolean outstanding; // guarded by this
    private boolean ended; // guarded by this
    private boolean news; // guarded by this: the state has something to tell
    private boolean asked; // guarded by this: the subscriber waits for it, whatever the pace
    private long dueNanos; // guarded by this: when news may go again
    private boolean waiting; // guarded by this: a timer runs until then
    private Rates rates = Rates.NONE; // guarded by this
    private String toldTag = ""; // guarded by this: names what the subscriber was told last
    private String known = ""; // guarded by this: names what the subscriber knows from before, until the first NOTIFY
    private boolean pending; // guarded by this: the subscriber has yet to be let in
    private boolean pendingNews; // guarded by this: and does not know that yet
    private boolean turnedAway; // guarded by this: the subscriber may have no state any more
    private @Nullable String farewell; // guarded by this: the reason to end with, not sent yet
    private @Nullable EventState state; // guarded by this; set once, when the SUBSCRIBE has been answered
    private Timers.@Nullable Timer expiry; // guarded by this
    private Timers.@Nullable Timer repeat; // guarded by this

    /** @param pace the least time between two NOTIFYs, but for the first, the last and those that are asked for */
    public SipSubscription(Notifier notifier, Caller watcher, SipDialog dialog, Duration life, Duration pace) {
        this.notifier = notifier;
        this.watcher = watcher;
        this.dialog = dialog;
        this.id = dialog.id();
        this.pace = pace;
        this.expiresNanos = notifier.time().moment().deadline(life);
    }

    public SipDialog.Id id() {
        return id;
    }

    String watcher() {
        return watcher.name();
    }

    public boolean belongsTo(Caller caller) {
        return caller.name().equals(watcher.name());
    }

    /** Whether a request of the subscriber is newer than all before; then its CSeq counts from now on. */
    public synchronized boolean advance(long remoteSequence) {
        return remoteSequence > dialog.remoteSequence();
    }

    /** What it is about; empty until its SUBSCRIBE has been answered. */
    public synchronized Optional<EventState> state() {
        return Optional.ofNullable(state);
    }

    public synchronized SipDialog dialog() {
        return dialog;
    }

    /**
     * Whether the subscriber has the newest state, by its name or whatever it is, so that a request in the dialog needs no
     * NOTIFY (RFC 5839).
     *
     * @param condition of Suppress-If-Match
     */
    public synchronized boolean isKnown(String condition) {
        boolean matches = condition.equals(ANY_STATE) || condition.equals(toldTag);
        return matches && state != null && !news && !pendingNews && !ended && farewell == null;
    }

    /**
     * The subscriber subscribed again: from here, to there, for that long; zero ends it.
     *
     * @param quiet without a NOTIFY
     */
    public void refresh(SipDialog renewed, Duration life, Rates wanted, boolean quiet) {
        EventState stands;
        synchronized (this) {
            dialog = renewed;
            rates = wanted;
            expiresNanos = notifier.time().moment().deadline(life);
            stands = state;
            asked = !quiet;
            ended |= life.isZero() && quiet;
        }
        if (life.isZero() && quiet) {
            forget();
        } else if (life.isZero()) {
            end(TIMEOUT);
        } else {
            scheduleExpiry(life);
            if (stands != null && !quiet) {
                stands.refresh();
            }
        }
    }

    /**
     * The subscription stands and its SUBSCRIBE is answered: what was held back may go.
     *
     * @param condition of Suppress-If-Match, empty for none: a state of that name goes without its body
     */
    public void opened(EventState stands, Duration life, Rates wanted, String condition) {
        synchronized (this) {
            state = stands;
            rates = wanted;
            known = condition;
            asked = true;
        }
        if (life.isZero()) {
            end(TIMEOUT); // a fetch: the state and the end are one NOTIFY
        } else {
            scheduleExpiry(life);
        }
        sendNext(); // it may have ended before it was answered
    }

    @Override
    public void changed() {
        synchronized (this) {
            news = true;
            pending = false;
            pendingNews = false;
        }
        sendNext();
    }

    @Override
    public void pending() {
        synchronized (this) {
            news = false;
            pending = true;
            pendingNews = true;
        }
        sendNext();
    }

    @Override
    public void ended(Reason reason) {
        synchronized (this) {
            turnedAway = true;
        }
        end(reason.name().toLowerCase(Locale.ROOT));
    }

    /** Says good-bye with what is not told yet, and forgets the subscription. */
    private void end(String reason) {
        synchronized (this) {
            if (ended || farewell != null) {
                return;
            }
            farewell = reason;
        }
        sendNext();
    }

    /** Its subscriber is none of ours any more. */
    void forgotten() {
        ended(Reason.REJECTED);
    }

    /** The server stops: one last word at once, whatever is outstanding; the subscriber may subscribe anew. */
    void abandon() {
        synchronized (this) {
            if (state == null || ended) {
                return;
            }
            ended = true;
        }
        forget();
        notifier.transport().send(notify(Optional.empty(), Optional.of("deactivated")), answer -> {});
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
        end(TIMEOUT);
    }

    /** Sends what waits, if it may. */
    private void sendNext() {
        for (Optional<Turn> turn = take(); turn.isPresent(); turn = take()) {
            Optional<EventBody> body = turn.get().tellsState() ? told() : Optional.empty();
            if (body.isPresent() || turn.get().mustGo()) {
                send(turn.get(), body);
                return;
            }
            synchronized (this) {
                outstanding = false; // what there was has been told already
            }
        }
    }

    /** What is to be said now; the flag makes sure that only one thread says it. */
    private synchronized Optional<Turn> take() {
        if (state == null || outstanding || ended || !news && farewell == null && !pendingNews) {
            return Optional.empty();
        }
        if (farewell == null && !pendingNews && !asked && waits()) {
            return Optional.empty();
        }
        boolean isLast = farewell != null;
        Turn turn = new Turn(!pending && !turnedAway, isLast || pendingNews, Optional.ofNullable(farewell));
        news = false;
        pendingNews = false;
        outstanding = true;
        ended = isLast;
        return Optional.of(turn);
    }

    /** Whether news has to wait for its time; then somebody comes back at that. */
    private synchronized boolean waits() {
        long nanos = dueNanos - notifier.time().nanos();
        if (sequence == 0 || nanos <= 0) {
            return false;
        }
        if (!waiting) {
            waiting = true;
            notifier.timers().after(Duration.ofNanos(nanos), this::due);
        }
        return true;
    }

    private void due() {
        synchronized (this) {
            waiting = false;
        }
        sendNext();
    }

    private Optional<EventBody> told() {
        EventState stands;
        synchronized (this) {
            stands = state;
        }
        return stands == null ? Optional.empty() : stands.next();
    }

    private void send(Turn turn, Optional<EventBody> body) {
        SipOutbound notify = notify(body, turn.reason());
        if (turn.reason().isPresent()) {
            forget();
        }
        notifier.transport().send(notify, this::answered);
    }

    private synchronized SipOutbound notify(Optional<EventBody> body, Optional<String> reason) {
        Moment now = notifier.time().moment();
        sequence++;
        asked = false;
        dueNanos = now.deadline(pace.compareTo(rates.pace()) < 0 ? rates.pace() : pace);
        String contact = SipDialog.contact(dialog.peer(), notifier.transport().addressFor(dialog.peer()));
        List<SipHeader> headers = new ArrayList<>(dialog.headers(sequence, contact));
        String stands = reason.map(why -> "terminated;reason=" + why)
                .orElseGet(() -> (pending ? "pending;expires=" : "active;expires=")
                        + Math.max(0, now.until(expiresNanos).toSeconds())
                        + rates.parameters());
        headers.add(new SipHeader("Subscription-State", stands));
        body.ifPresent(this::named);
        if (!toldTag.isEmpty()) {
            headers.add(new SipHeader("SIP-ETag", toldTag));
        }
        boolean isKnown = !toldTag.isEmpty() && (known.equals(toldTag) || known.equals(ANY_STATE));
        known = "";
        body.filter(said -> !isKnown).ifPresent(said -> headers.add(new SipHeader("Content-Type", said.contentType())));
        byte[] bytes = body.filter(said -> !isKnown).map(EventBody::bytes).orElse(new byte[0]);
        scheduleRepeat(reason.isPresent());
        return new SipOutbound("NOTIFY", dialog.target(), headers, bytes, dialog.peer());
    }

    private synchronized void named(EventBody said) {
        toldTag = said.tag().isEmpty() ? id.localTag().substring(0, TAG_CHARACTERS) + "." + sequence : said.tag();
    }

    /** Who wants to hear now and then is told again what stands, where nothing else was said meanwhile (RFC 6446). */
    private synchronized void scheduleRepeat(boolean isLast) {
        if (repeat != null) {
            repeat.cancel();
            repeat = null;
        }
        if (!isLast && !rates.repeat().isZero()) {
            repeat = notifier.timers().after(rates.repeat(), this::retell);
        }
    }

    private void retell() {
        EventState stands;
        synchronized (this) {
            stands = ended ? null : state;
        }
        if (stands != null) {
            stands.refresh();
        }
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

    /** What the subscriber refused for now is asked for again, as it is by then. */
    private void retry() {
        synchronized (this) {
            outstanding = false;
        }
        retell();
        sendNext();
    }

    private void forget() {
        EventState stands;
        synchronized (this) {
            if (expiry != null) {
                expiry.cancel();
            }
            if (repeat != null) {
                repeat.cancel();
            }
            stands = state;
        }
        notifier.remove(this);
        if (stands != null) {
            stands.close();
        }
    }
}
