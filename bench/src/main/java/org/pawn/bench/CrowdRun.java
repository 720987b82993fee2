package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One person whom a crowd watches over SIP, all from one socket, and ordinary people who change meanwhile. */
final class CrowdRun {
    private static final String HUB = "hub";
    private static final Duration SET_UP_WITHIN = Duration.ofSeconds(120);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(1_200); // the pacing lets the next change out
    private static final int AT_ONCE = 64;
    private static final int STEP_MILLIS = 5;

    /**
     * @param watchers of the one person
     * @param others ordinary people, each with {@code watchersEach} watchers
     * @param flips of the one person that are counted; two more come first
     * @param changesEach flip, of the others, none of them twice
     */
    record Plan(int watchers, int others, int watchersEach, int flips, int changesEach) {
        int subscriptions() {
            return watchers + others * watchersEach;
        }

        boolean isOfTheHub(int subscription) {
            return subscription < watchers;
        }

        String watched(int subscription) {
            return isOfTheHub(subscription) ? HUB : other((subscription - watchers) / watchersEach);
        }

        String other(int number) {
            return "user" + number;
        }

        /** Which of its person's watchers it is. */
        int slot(int subscription) {
            return isOfTheHub(subscription) ? subscription : (subscription - watchers) % watchersEach;
        }
    }

    /**
     * @param each delay of each of the crowd
     * @param last delay of each flip's last one
     * @param others delay of each watcher of the others meanwhile
     */
    record Result(Latencies each, Latencies last, Latencies others, int lost, long repeated, double othersPercent) {}

    private final Plan plan;
    private final PrintStream progress;
    private final Marks marks = new Marks();
    private int number;

    CrowdRun(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Result on(ServerProcess server) throws IOException, InterruptedException {
        SipWatchers watchers = new SipWatchers(plan.subscriptions(), marks, plan::slot);
        try (SipClient client = new SipClient(server.sip(), 2, watchers)) {
            client.start();
            SipRequests requests = new SipRequests(client.sockets());
            new Wave(progress, SET_UP_WITHIN)
                    .run(
                            "SUBSCRIBE with its first NOTIFY",
                            plan.subscriptions(),
                            AT_ONCE,
                            i -> client.ask(
                                            0,
                                            requests.subscribe(
                                                    "watcher" + i, plan.watched(i), SipWatchers.callId(i), 0))
                                    .thenCombine(watchers.begun(i), (answer, begun) -> begun));
            Publisher hub = new Publisher(client, requests, HUB, 1);
            List<Publisher> others = new ArrayList<>();
            for (int i = 0; i < plan.others(); i++) {
                others.add(new Publisher(client, requests, plan.other(i), 1));
            }
            return flip(server, hub, others, watchers);
        }
    }

    private Result flip(ServerProcess server, Publisher hub, List<Publisher> others, SipWatchers watchers)
            throws InterruptedException {
        Latencies each = new Latencies();
        Latencies last = new Latencies();
        Latencies meanwhile = new Latencies();
        int lost = 0;
        Machine.Work before = Machine.Work.now(server);
        for (int flip = -2; flip < plan.flips(); flip++) {
            Thread.sleep(PAUSE.toMillis());
            Mark flipped = publish(hub, plan.watchers());
            List<Mark> changed = new ArrayList<>();
            for (int i = 0; i < plan.changesEach(); i++) {
                changed.add(publish(others.get(i), plan.watchersEach()));
                Thread.sleep(STEP_MILLIS);
            }
            lost += awaited(flipped);
            for (Mark mark : changed) {
                lost += awaited(mark);
                if (flip >= 0) {
                    mark.addTo(meanwhile, 0, plan.watchersEach());
                }
            }
            if (flip >= 0) {
                last.add(flipped.addTo(each, 0, plan.watchers()));
                progress.printf("  flip %d: last of the crowd p50 %.1f ms so far%n", flip, last.percentileMillis(50));
            }
        }
        double busy = Machine.Work.now(server).othersPercentSince(before);
        return new Result(each, last, meanwhile, lost, watchers.repeated(), busy);
    }

    private Mark publish(Publisher publisher, int watchers) {
        Mark mark = marks.open(number++, watchers);
        publisher.publish(mark);
        return mark;
    }

    private int awaited(Mark mark) throws InterruptedException {
        try {
            mark.everywhere().get(SEEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException someMissing) {
            progress.printf("  %s: %d watchers did not get it%n", mark.text(), mark.missing());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        return mark.missing();
    }
}
