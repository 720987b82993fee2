package org.pawn.server.sip.event;

import java.util.concurrent.CompletableFuture;

/** Where the states of one event package come from, and who may have them. Thread-safe. */
@FunctionalInterface
public interface EventStates {
    /**
     * Begins to watch for one subscriber; done once there is something to tell, or it is known that they have to wait.
     * Refuses, at once or in the future, whoever may not have it; then nothing is held.
     */
    CompletableFuture<? extends EventState> watch(Interest interest, Outlet outlet);
}
