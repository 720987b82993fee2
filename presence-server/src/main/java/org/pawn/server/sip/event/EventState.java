package org.pawn.server.sip.event;

import java.util.Optional;

/** The state that one subscription is about, and how much of it its subscriber knows. Thread-safe. */
public interface EventState {
    /**
     * What to tell next, which counts as told from then on; empty where the subscriber knows all. Called by one thread at
     * a time, never while the subscriber has yet to be let in. Must not block.
     */
    Optional<EventBody> next();

    /** The subscriber asks for the whole state again: makes that the {@link #next}, and says so to the outlet. */
    void refresh();

    /** The subscription is over. */
    void close();
}
