package org.pawn.server.conformance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Messages that came and wait to be read, and whether more can come. */
final class Inbox {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    void add(String message) {
        messages.add(message);
    }

    void end() {
        over.countDown();
    }

    Optional<String> next(Duration patience) {
        try {
            return Optional.ofNullable(messages.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    boolean endsWithin(Duration patience) {
        try {
            return over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
