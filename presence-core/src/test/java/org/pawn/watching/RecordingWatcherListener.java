package org.pawn.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.pawn.address.AddressOfRecord;
import org.pawn.watching.WatcherInfo.Event;
import org.pawn.watching.WatcherInfo.Status;

/** Remembers what happened to watchers, for a test to ask. */
public final class RecordingWatcherListener implements WatcherListener {
    private record Heard(AddressOfRecord presentity, boolean began, WatcherInfo watcher) {}

    private final Deque<Heard> heard = new ArrayDeque<>(); // guarded by this

    @Override
    public synchronized void began(AddressOfRecord presentity, WatcherInfo watcher) {
        heard.add(new Heard(presentity, true, watcher));
    }

    @Override
    public synchronized void changed(AddressOfRecord presentity, WatcherInfo watcher) {
        heard.add(new Heard(presentity, false, watcher));
    }

    /** The oldest that was not yet asserted is a watcher who subscribed, and stands there. */
    public WatcherInfo assertBegan(String viewer, Status status, Event event) {
        return next(true, viewer, status, event);
    }

    /** The oldest that was not yet asserted is a watcher who came to stand there. */
    public WatcherInfo assertChanged(String viewer, Status status, Event event) {
        return next(false, viewer, status, event);
    }

    public synchronized void assertNothingMore() {
        assertThat(heard).as("further changes").isEmpty();
    }

    private synchronized WatcherInfo next(boolean began, String viewer, Status status, Event event) {
        assertThat(heard).as("changes of watchers").isNotEmpty();
        Heard first = heard.remove();
        assertThat(first.began()).as("%s has begun", first).isEqualTo(began);
        assertThat(first.watcher().viewer().name()).isEqualTo(viewer);
        assertThat(first.watcher().status()).isEqualTo(status);
        assertThat(first.watcher().event()).isEqualTo(event);
        return first.watcher();
    }
}
