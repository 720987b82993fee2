package org.pawn.rest.feed;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.messaging.InstantMessage;

/** One message on its way out; remembered, so that a resumed feed tells it again if the break swallowed it. */
final class MessageItem implements FeedOutbox.Item {
    private final InstantMessage message;
    private final boolean alert;
    private final FeedMemory memory;
    private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
    private boolean made;

    MessageItem(InstantMessage message, boolean alert, FeedMemory memory) {
        this.message = message;
        this.alert = alert;
        this.memory = memory;
    }

    CompletableFuture<Boolean> taken() {
        return taken;
    }

    @Override
    public Optional<String> next() {
        if (made) {
            return Optional.empty();
        }
        made = true;
        long place = memory.nextSequence();
        memory.told(message, place);
        return Optional.of(ServerFrames.message(message, alert, memory.cursorAt(place)));
    }

    @Override
    public int bytes() {
        return made ? 0 : message.body().length + 300;
    }

    @Override
    public void sent() {
        taken.completeAsync(() -> true);
    }

    @Override
    public void dropped() {
        taken.completeAsync(() -> false);
    }
}
