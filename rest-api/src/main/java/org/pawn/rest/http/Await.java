package org.pawn.rest.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pawn.refusal.Refusal;

/** Waits, on a request's own thread and never on a lane, for what a service promised. */
public final class Await {
    private static final int MAX_SECONDS = 10;

    private Await() {}

    /**
     * What {@code future} brings; what it fails with is thrown as it was.
     *
     * @throws Refusal.Unavailable after 10 s; whether it happened is then not known
     */
    public static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(cause);
        } catch (TimeoutException slow) {
            throw new Refusal.Unavailable("The server is too busy to answer in time.");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refusal.Unavailable("The server is stopping.");
        }
    }
}
