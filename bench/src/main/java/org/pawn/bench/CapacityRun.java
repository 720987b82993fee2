package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Many registered people, each watched by a few others, in one server; then some of them publish. */
final class CapacityRun {
    private static final Duration SET_UP_WITHIN = Duration.ofSeconds(80);
    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(30);
    private static final int AT_ONCE = 64;
    private static final int PUBLISHES_AT_ONCE = 16;
    private static final int STRIDE = 37; // a person's watchers are this many numbers apart

    /**
     * @param people each registered from a device
     * @param watchersEach subscriptions for each person, all over SIP
     * @param sockets UDP sockets that the devices share
     * @param publishes of people chosen at random, none twice
     * @param settle how long to wait before the heap is measured: transactions live for 32 seconds (RFC 3261 timer J)
     */
    record Plan(int people, int watchersEach, int sockets, int publishes, Duration settle) {
        int subscriptions() {
            return people * watchersEach;
        }

        String user(int number) {
            return "user" + number;
        }

        int socket(int number) {
            return number % sockets;
        }

        /** Who holds that subscription: never the person watched. */
        int watcher(int subscription) {
            int watched = subscription / watchersEach;
            return (watched + STRIDE * (1 + subscription % watchersEach)) % people;
        }
    }

    /**
     * @param atStart live heap before anyone came
     * @param registered after all are registered, and settled
     * @param peak right after the last SUBSCRIBE, with all transactions still held
     * @param subscribed after all are subscribed, and settled
     * @param lost states that a watcher did not get
     */
    record Result(
            LiveHeap atStart,
            LiveHeap registered,
            LiveHeap peak,
            LiveHeap subscribed,
            Duration registering,
            Duration subscribing,
            Latencies delays,
            int lost,
            long repeated,
            double peakResidentMebibytes,
            double othersPercent) {}

    private final Plan plan;
    private final PrintStream progress;
    private final Marks marks = new Marks();

    CapacityRun(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Result on(ServerProcess server) throws IOException, InterruptedException {
        SipWatchers watchers =
                new SipWatchers(plan.subscriptions(), marks, subscription -> subscription % plan.watchersEach());
        try (SipClient client = new SipClient(server.sip(), plan.sockets(), watchers)) {
            client.start();
            SipRequests requests = new SipRequests(client.sockets());
            Machine.Work before = Machine.Work.now(server);
            Wave wave = new Wave(progress, SET_UP_WITHIN);
            client.ask(0, requests.options(0)).join();
            LiveHeap atStart = measured("at the start", server);
            Duration registering = wave.run(
                    "REGISTER",
                    plan.people(),
                    AT_ONCE,
                    i -> client.ask(plan.socket(i), requests.register(plan.user(i), plan.socket(i))));
            settle(client, requests);
            LiveHeap registered = measured(plan.people() + " registered", server);
            Duration subscribing = wave.run(
                    "SUBSCRIBE with its first NOTIFY",
                    plan.subscriptions(),
                    AT_ONCE,
                    i -> subscribe(client, requests, i).thenCombine(watchers.begun(i), (answer, begun) -> begun));
            LiveHeap peak = measured("right after", server);
            settle(client, requests);
            LiveHeap subscribed = measured(plan.subscriptions() + " subscribed", server);
            Latencies delays = new Latencies();
            int lost = publish(client, requests, delays);
            return new Result(
                    atStart,
                    registered,
                    peak,
                    subscribed,
                    registering,
                    subscribing,
                    delays,
                    lost,
                    watchers.repeated(),
                    Machine.peakResidentMebibytes(server.pid()),
                    Machine.Work.now(server).othersPercentSince(before));
        }
    }

    private CompletableFuture<SipMessage> subscribe(SipClient client, SipRequests requests, int subscription) {
        int watcher = plan.watcher(subscription);
        String watched = plan.user(subscription / plan.watchersEach());
        int socket = plan.socket(watcher);
        return client.ask(
                socket, requests.subscribe(plan.user(watcher), watched, SipWatchers.callId(subscription), socket));
    }

    /** A request now and then lets the server forget what is over, as the traffic of a real one does. */
    private void settle(SipClient client, SipRequests requests) throws InterruptedException {
        progress.printf(
                "  waiting %d s for transactions to end%n", plan.settle().toSeconds());
        long end = System.nanoTime() + plan.settle().toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.sleep(1_000);
            client.ask(0, requests.options(0)).join();
        }
    }

    private LiveHeap measured(String when, ServerProcess server) throws IOException, InterruptedException {
        LiveHeap heap = LiveHeap.of(server.pid());
        progress.printf("  live heap %s: %.1f MiB%n", when, heap.mebibytes());
        return heap;
    }

    private int publish(SipClient client, SipRequests requests, Latencies delays) throws InterruptedException {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < plan.people(); i++) {
            chosen.add(i);
        }
        Collections.shuffle(chosen, new Random(20300304));
        List<Mark> published = new ArrayList<>();
        try {
            new Wave(progress, PUBLISHED_WITHIN)
                    .run("PUBLISH with all its NOTIFYs", plan.publishes(), PUBLISHES_AT_ONCE, i -> {
                        int person = chosen.get(i);
                        Mark mark = marks.open(i, plan.watchersEach());
                        published.add(mark);
                        return new Publisher(client, requests, plan.user(person), plan.socket(person))
                                .publish(mark)
                                .thenCombine(mark.everywhere(), (answer, seen) -> seen);
                    });
        } catch (IllegalStateException someMissing) {
            progress.println("  " + someMissing.getMessage());
        }
        published.forEach(mark -> mark.addTo(delays, 0, plan.watchersEach()));
        return published.stream().mapToInt(Mark::missing).sum()
                + (plan.publishes() - published.size()) * plan.watchersEach();
    }
}
