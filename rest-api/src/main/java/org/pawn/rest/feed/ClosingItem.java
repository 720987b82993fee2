package org.pawn.rest.feed;

import java.util.Optional;

/** The last frame; when it is out, or cannot go out, the connection is closed. */
final class ClosingItem implements FeedOutbox.Item {
    private final Runnable close;
    private Optional<String> frame;

    ClosingItem(String frame, Runnable close) {
        this.frame = Optional.of(frame);
        this.close = close;
    }

    @Override
    public Optional<String> next() {
        Optional<String> only = frame;
        frame = Optional.empty();
        return only;
    }

    @Override
    public void sent() {
        close.run();
    }

    @Override
    public void dropped() {
        close.run();
    }
}
