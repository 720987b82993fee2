package org.pawn.sdk.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.Problem;
import org.pawn.sdk.QueryListener;

/**
 * What the listener of one watch hears. While the watch is muted that is nothing; how everyone was told last is kept for
 * those who changed, so that it hears the difference in the end. The feed's lane only.
 */
final class WatchTelling {
    /** How somebody stood when the watch was muted, and why they are not told now, if that was said. */
    private record Kept(Optional<Presence> before, Optional<Problem> problem) {}

    private final WatchState watch;
    private final Callbacks callbacks;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private boolean orderKept;
    private boolean staleKept;
    private boolean muted;

    WatchTelling(WatchState watch, Callbacks callbacks) {
        this.watch = watch;
        this.callbacks = callbacks;
    }

    WatchState watch() {
        return watch;
    }

    /** Gives whether that is new. */
    boolean mute(boolean nowMuted) {
        if (nowMuted == muted) {
            return false;
        }
        muted = nowMuted;
        if (!muted) {
            Map<String, Kept> missed = new LinkedHashMap<>(kept);
            kept.clear();
            missed.forEach(this::catchUp);
            if (orderKept) {
                order();
            }
            if (staleKept) {
                stale();
            }
            orderKept = false;
            staleKept = false;
        }
        return true;
    }

    private void catchUp(String address, Kept missed) {
        Optional<Presence> now = watch.presence(address);
        if (now.isPresent() && !now.equals(missed.before())) {
            shows(missed.before(), now.get());
        } else if (now.isEmpty()
                && (missed.before().isPresent() || missed.problem().isPresent())) {
            gone(address, missed.before(), missed.problem().orElse(FeedProblems.GONE));
        }
    }

    /** @param before as they were told before, if they were */
    void shows(Optional<Presence> before, Presence now) {
        if (muted) {
            kept.putIfAbsent(now.address(), new Kept(before, Optional.empty()));
            return;
        }
        if (before.isEmpty()) {
            ofQuery(listener -> listener.onEntered(now));
        }
        callbacks.presence(watch, now);
    }

    void gone(String address, Optional<Presence> before, Problem problem) {
        if (muted) {
            Kept earlier = kept.getOrDefault(address, new Kept(before, Optional.empty()));
            kept.put(address, new Kept(earlier.before(), Optional.of(problem)));
        } else if (watch.isOfQuery()) {
            before.ifPresent(left -> ofQuery(listener -> listener.onLeft(address)));
        } else {
            call(() -> watch.listener().onProblem(address, problem));
        }
    }

    /** The people of a query are others now, or in another order. */
    void order() {
        if (muted) {
            orderKept = true;
        } else if (watch.orderWaits()) {
            ofQuery(listener -> listener.onOrder(watch.takeOrder()));
        }
    }

    void fresh() {
        boolean heard = !muted;
        staleKept = false;
        call(() -> {
            watch.ready().complete(null);
            if (heard) {
                watch.listener().onFresh();
            }
        });
    }

    void stale() {
        if (muted) {
            staleKept = true;
        } else if (watch.ready().isDone()) {
            call(() -> watch.listener().onStale());
        }
    }

    /** Muted or not: there is nothing more to come. */
    void ended(Problem problem) {
        call(() -> {
            watch.end();
            watch.ready().completeExceptionally(PresenceClientException.refused(problem, null, null));
            watch.listener().onEnded(problem);
        });
    }

    private void ofQuery(Consumer<QueryListener> callback) {
        watch.ofQuery().ifPresent(listener -> call(() -> callback.accept(listener)));
    }

    private void call(Runnable callback) {
        callbacks.call(() -> {
            if (!watch.isOver()) {
                callback.run();
            }
        });
    }
}
