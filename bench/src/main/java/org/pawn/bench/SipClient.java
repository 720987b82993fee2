package org.pawn.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many SIP devices in one: asks, sends again what is not answered (RFC 3261 section 17.1.2), answers each request
 * with 200 at once. Thread-safe.
 */
final class SipClient implements AutoCloseable {
    private static final long T1_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long T2_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long GIVE_UP_NANOS = 64 * T1_NANOS;

    /** Told of each NOTIFY, a repeated one too, on the reading thread. */
    @FunctionalInterface
    interface Notified {
        void notified(SipMessage notify, long nanos);
    }

    /** A request and the branch that its answer will carry. */
    record Request(String branch, byte[] bytes) {}

    private final SipSockets sockets;
    private final Notified notified;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final LongAdder resent = new LongAdder();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bench-resend");
        thread.setDaemon(true);
        return thread;
    });

    SipClient(InetSocketAddress server, int sockets, Notified notified) throws IOException {
        this.sockets = new SipSockets(server, sockets, this::received);
        this.notified = notified;
    }

    void start() {
        sockets.start();
        timer.scheduleWithFixedDelay(this::resendLate, 100, 100, TimeUnit.MILLISECONDS);
    }

    SipSockets sockets() {
        return sockets;
    }

    /** Requests of ours that had to be sent again. */
    long resent() {
        return resent.sum();
    }

    /** Its 2xx; any other final answer, or none, fails the future. */
    CompletableFuture<SipMessage> ask(int socket, Request request) {
        Pending waiting = new Pending(socket, request, System.nanoTime());
        pending.put(request.branch(), waiting);
        sockets.send(socket, request.bytes());
        return waiting.answer;
    }

    private void received(int socket, SipMessage message, long nanos) {
        if (message.isNotify()) {
            sockets.send(socket, message.accepted());
            notified.notified(message, nanos);
        } else if (message.status() == 0) {
            sockets.send(socket, message.accepted()); // the server asks whether the device is still there
        } else if (message.status() >= 200) {
            Pending asked = message.branch().map(pending::remove).orElse(null);
            if (asked != null) {
                asked.answered(message);
            }
        }
    }

    private void resendLate() {
        long now = System.nanoTime();
        pending.forEach((branch, waiting) -> {
            if (now - waiting.askedNanos > GIVE_UP_NANOS) {
                pending.remove(branch);
                waiting.answer.completeExceptionally(new TimeoutException("no answer to " + waiting.firstLine()));
            } else if (now - waiting.dueNanos >= 0) {
                waiting.intervalNanos = Math.min(2 * waiting.intervalNanos, T2_NANOS);
                waiting.dueNanos = now + waiting.intervalNanos;
                resent.increment();
                sockets.send(waiting.socket, waiting.request.bytes());
            }
        });
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        sockets.close();
    }

    private static final class Pending {
        private final int socket;
        private final Request request;
        private final long askedNanos;
        private final CompletableFuture<SipMessage> answer = new CompletableFuture<>();
        private long intervalNanos = T1_NANOS; // resending thread only
        private long dueNanos; // resending thread only, after construction

        Pending(int socket, Request request, long nanos) {
            this.socket = socket;
            this.request = request;
            this.askedNanos = nanos;
            this.dueNanos = nanos + T1_NANOS;
        }

        void answered(SipMessage message) {
            if (message.status() < 300) {
                answer.complete(message);
            } else {
                String said = message.text().lines().findFirst().orElse("");
                answer.completeExceptionally(new IllegalStateException(firstLine() + " was answered " + said));
            }
        }

        private String firstLine() {
            String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
            return text.substring(0, text.indexOf('\r'));
        }
    }
}
