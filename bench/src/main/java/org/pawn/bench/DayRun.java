package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A crowd signs in, everybody watches some of the others, and then their presence moves at a steady rate, while others
 * come and go beside them: subscriptions and publications that nobody refreshes, and that expire.
 */
final class DayRun {
    private static final Duration SET_UP_WITHIN = Duration.ofMinutes(10);
    private static final Duration LATEST = Duration.ofSeconds(30);
    private static final int AT_ONCE = 64;
    private static final int STEPS_PER_SECOND = 10;
    private static final int MARKS = 1_000_000; // what a mark has digits for

    /** How long those who pass stay, in seconds: longer than {@code sip.minExpires} of these runs. */
    private static final int PASSING_SECONDS = 10;

    /**
     * @param crowd who is there and whom they watch
     * @param changesPerSecond of presence, by one after the other of the first half of the people
     * @param passersPerSecond subscriptions to, and as many publications for, one of the second half, that expire
     * @param sampleEvery how often heap and threads are looked at
     */
    record Plan(
            CapacityRun.Plan crowd,
            int changesPerSecond,
            int passersPerSecond,
            Duration lasting,
            Duration sampleEvery) {}

    /** What the server took at that time of the run, after a full collection. */
    record Sample(Duration at, LiveHeap heap, int threads) {}

    /**
     * @param samples the first right before anything moves, the last at the end
     * @param lost states that a watcher did not get within half a minute
     * @param serverPercent of one processor, while presence moved
     */
    record Result(
            Duration registering,
            Duration subscribing,
            List<Sample> samples,
            Latencies delays,
            int changes,
            int lost,
            long repeated,
            double serverPercent,
            double peakResidentMebibytes,
            double othersPercent) {

        /** The last sample that is not later than that. */
        Sample at(Duration time) {
            return samples.stream()
                    .filter(sample -> sample.at().compareTo(time) <= 0)
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }

        Sample end() {
            return samples.get(samples.size() - 1);
        }
    }

    private final Plan plan;
    private final CapacityRun.Plan crowd;
    private final PrintStream progress;
    private final Marks marks = new Marks();
    private final Latencies delays = new Latencies(); // guarded by itself
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    DayRun(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.crowd = plan.crowd();
        this.progress = progress;
    }

    Result on(ServerProcess server) throws IOException, InterruptedException {
        SipWatchers watchers =
                new SipWatchers(crowd.subscriptions(), marks, subscription -> subscription % crowd.watchersEach());
        try (SipClient client = new SipClient(server.sip(), crowd.sockets(), watchers)) {
            client.start();
            SipRequests requests = new SipRequests(client.sockets());
            Wave wave = new Wave(progress, SET_UP_WITHIN);
            Duration registering = wave.run(
                    "REGISTER",
                    crowd.people(),
                    AT_ONCE,
                    i -> client.ask(crowd.socket(i), requests.register(crowd.user(i), crowd.socket(i))));
            Duration subscribing = wave.run(
                    "SUBSCRIBE with its first NOTIFY",
                    crowd.subscriptions(),
                    AT_ONCE,
                    i -> subscribe(client, requests, i).thenCombine(watchers.begun(i), (answer, begun) -> begun));
            Machine.Work before = Machine.Work.now(server);
            List<Sample> samples = new ArrayList<>();
            int changes = move(client, requests, server, samples);
            Machine.Work after = Machine.Work.now(server);
            return new Result(
                    registering,
                    subscribing,
                    samples,
                    delays,
                    changes,
                    lost.get(),
                    watchers.repeated(),
                    after.serverMillisSince(before) / 10 / (after.atNanos() - before.atNanos()) * 1e9,
                    Machine.peakResidentMebibytes(server.pid()),
                    after.othersPercentSince(before));
        }
    }

    private CompletableFuture<SipMessage> subscribe(SipClient client, SipRequests requests, int subscription) {
        int watcher = crowd.watcher(subscription);
        String watched = crowd.user(subscription / crowd.watchersEach());
        int socket = crowd.socket(watcher);
        return client.ask(
                socket, requests.subscribe(crowd.user(watcher), watched, SipWatchers.callId(subscription), socket));
    }

    private int move(SipClient client, SipRequests requests, ServerProcess server, List<Sample> samples)
            throws IOException, InterruptedException {
        List<Publisher> movers = movers(client, requests);
        long start = System.nanoTime();
        int changes = 0;
        int passers = 0;
        for (int step = 0; ; step++) {
            Duration now = Duration.ofNanos(System.nanoTime() - start);
            if (now.compareTo(plan.sampleEvery().multipliedBy(samples.size())) >= 0) {
                samples.add(sample(now, server));
            }
            if (now.compareTo(plan.lasting()) >= 0) {
                break;
            }
            for (; changes < due(step, plan.changesPerSecond()); changes++) {
                change(movers.get(changes % movers.size()), changes % MARKS);
            }
            for (; passers < due(step, plan.passersPerSecond()); passers++) {
                pass(client, requests, passers);
            }
            long next = start + (step + 1) * TimeUnit.SECONDS.toNanos(1) / STEPS_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        }
        long patience = System.nanoTime() + LATEST.toNanos();
        while (underWay.get() > 0 && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return changes;
    }

    private static long due(int step, int perSecond) {
        return (step + 1L) * perSecond / STEPS_PER_SECOND;
    }

    /** In a random order, so that neighbours do not move together. */
    private List<Publisher> movers(SipClient client, SipRequests requests) {
        List<Publisher> movers = new ArrayList<>();
        for (int i = 0; i < crowd.people() / 2; i++) {
            movers.add(new Publisher(client, requests, crowd.user(i), crowd.socket(i)));
        }
        Collections.shuffle(movers, new Random(20300304));
        return movers;
    }

    private void change(Publisher mover, int number) {
        Mark mark = marks.open(number, crowd.watchersEach());
        underWay.incrementAndGet();
        mover.publish(mark)
                .thenCombine(mark.everywhere(), (answer, seen) -> seen)
                .orTimeout(LATEST.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((seen, late) -> {
                    synchronized (delays) {
                        mark.addTo(delays, 0, crowd.watchersEach());
                    }
                    lost.addAndGet(mark.missing());
                    marks.close(number);
                    underWay.decrementAndGet();
                });
    }

    /** Nobody waits for the answers: what is lost only passes less. */
    private void pass(SipClient client, SipRequests requests, int number) {
        int half = crowd.people() / 2;
        int watched = half + number % half;
        int watcher = (watched + 1) % crowd.people();
        String whom = crowd.user(watched);
        client.ask(
                crowd.socket(watcher),
                requests.subscribe(
                        crowd.user(watcher), whom, "passing-" + number, PASSING_SECONDS, crowd.socket(watcher)));
        client.ask(
                crowd.socket(watched),
                requests.publish(
                        whom, Optional.empty(), number % 2 == 0, "passing", PASSING_SECONDS, crowd.socket(watched)));
    }

    private Sample sample(Duration at, ServerProcess server) throws IOException, InterruptedException {
        Sample sample = new Sample(at, LiveHeap.of(server.pid()), Machine.threads(server.pid()));
        progress.printf(
                "  after %d s: live heap %.1f MiB, %d threads, %d states on their way%n",
                at.toSeconds(), sample.heap().mebibytes(), sample.threads(), underWay.get());
        return sample;
    }
}
