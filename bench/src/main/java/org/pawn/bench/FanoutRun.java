package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One person whose state flips again and again, and everybody who watches them. */
final class FanoutRun {
    private static final String PRESENTITY = "presentity";
    private static final Duration SET_UP_WITHIN = Duration.ofSeconds(60);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);
    private static final int AT_ONCE = 32;

    /**
     * @param sipWatchers over UDP, each from a socket of its own
     * @param feedWatchers by WebSocket, each a person of their own
     * @param warmUps flips that are not counted: the server's code is compiled meanwhile
     * @param flips flips that are
     * @param pause between one flip's end and the next
     */
    record Plan(int sipWatchers, int feedWatchers, int warmUps, int flips, Duration pause) {
        int watchers() {
            return sipWatchers + feedWatchers;
        }
    }

    /**
     * @param sip delay of each NOTIFY
     * @param feed delay of each frame
     * @param last delay of each flip's last watcher
     * @param lost states that a watcher did not get in time
     * @param repeated NOTIFYs that came more than once
     * @param serverCpuMillis the server's processor time over the counted flips
     * @param othersPercent the processors' time that went to neither the server nor this program
     */
    record Result(
            Latencies sip,
            Latencies feed,
            Latencies last,
            int lost,
            long repeated,
            double serverCpuMillis,
            double othersPercent) {}

    private final Plan plan;
    private final PrintStream progress;
    private final Marks marks = new Marks();

    FanoutRun(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Result on(ServerProcess server) throws IOException, InterruptedException {
        SipWatchers watchers = new SipWatchers(plan.sipWatchers(), marks, subscription -> subscription);
        try (SipClient client = new SipClient(server.sip(), plan.sipWatchers() + 1, watchers);
                FeedWatchers feeds = new FeedWatchers(server.http(), marks, plan.sipWatchers())) {
            client.start();
            SipRequests requests = new SipRequests(client.sockets());
            Publisher publisher = new Publisher(client, requests, PRESENTITY, plan.sipWatchers());
            publisher.register().join();
            new Wave(progress, SET_UP_WITHIN)
                    .run(
                            "SUBSCRIBE with its first NOTIFY",
                            plan.sipWatchers(),
                            AT_ONCE,
                            i -> client.ask(i, requests.subscribe("watcher" + i, PRESENTITY, SipWatchers.callId(i), i))
                                    .thenCombine(watchers.begun(i), (answer, begun) -> begun));
            if (plan.feedWatchers() > 0) {
                String address = PRESENTITY + "@" + SipRequests.DOMAIN;
                feeds.open(plan.feedWatchers(), address, server.adminToken(), progress);
            }
            return flip(server, publisher, watchers);
        }
    }

    private Result flip(ServerProcess server, Publisher publisher, SipWatchers watchers) throws InterruptedException {
        Latencies sip = new Latencies();
        Latencies feed = new Latencies();
        Latencies last = new Latencies();
        int lost = 0;
        for (int number = 0; number < plan.warmUps(); number++) {
            lost += flip(publisher, number).missing();
        }
        Machine.Work before = Machine.Work.now(server);
        for (int number = plan.warmUps(); number < plan.warmUps() + plan.flips(); number++) {
            Mark mark = flip(publisher, number);
            lost += mark.missing();
            long longest = mark.addTo(sip, 0, plan.sipWatchers());
            last.add(Math.max(longest, mark.addTo(feed, plan.sipWatchers(), plan.watchers())));
            if ((number + 1) % 20 == 0) {
                progress.printf("  flip %d: last watcher p50 %.1f ms so far%n", number + 1, last.percentileMillis(50));
            }
        }
        Machine.Work after = Machine.Work.now(server);
        return new Result(
                sip,
                feed,
                last,
                lost,
                watchers.repeated(),
                after.serverMillisSince(before),
                after.othersPercentSince(before));
    }

    private Mark flip(Publisher publisher, int number) throws InterruptedException {
        Mark mark = marks.open(number, plan.watchers());
        try {
            publisher.publish(mark).join();
            mark.everywhere().get(SEEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException someMissing) {
            progress.printf("  flip %d: %d watchers did not get it%n", number, mark.missing());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        marks.close(number);
        Thread.sleep(plan.pause().toMillis());
        return mark;
    }
}
