package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.FreeBusy;
import org.pawn.sdk.PersonDetails;
import org.pawn.sdk.PresenceClient;

/** Many feeds in one server, read at its own interval by the real clock, while most of them turn bad. */
final class CalendarFeedsRun {
    static final Duration INTERVAL = Duration.ofMinutes(5);

    /** One address of this machine is open to feeds; the others stay closed. */
    static final String KEYS = "calendars:\n  refreshInterval: PT5M\n  allowedNetworks: [\"127.0.0.1/32\"]\n";

    private static final int A_PERSON = 32;
    private static final int AT_ONCE = 4;
    private static final Duration SET_UP_WITHIN = Duration.ofMinutes(5);
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    /**
     * @param good feeds that stay well
     * @param ofEachKind feeds of each of the seven bad kinds
     * @param watched how long after the turn
     */
    record Plan(int good, int ofEachKind, Duration watched) {
        int feeds() {
            return good + ofEachKind * (FeedHost.Kind.values().length - 1);
        }

        /** The kinds mixed, so that each person has some of each. */
        FeedHost.Kind kind(int feed) {
            int bad = FeedHost.Kind.values().length - 1;
            int whole = feeds() / ofEachKind; // one round of all kinds
            int place = feed % whole;
            boolean isBad = place < bad && feed / whole < ofEachKind;
            return isBad ? FeedHost.Kind.values()[1 + place] : FeedHost.Kind.GOOD;
        }
    }

    /**
     * @param late by how much more than the interval each reading of a good feed came after the one before
     * @param neverRead good feeds that were not read again after the turn
     * @param saySo bad feeds whose owner is told why
     * @param changed people whose busy time is not what it was
     * @param forbidden connections to where no feed may be fetched from
     */
    record Result(Latencies late, int neverRead, int saySo, int changed, int forbidden) {}

    private final Plan plan;
    private final ServerProcess server;
    private final FeedHost host;
    private final PrintStream progress;
    private final Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));

    CalendarFeedsRun(Plan plan, ServerProcess server, FeedHost host, PrintStream progress) {
        this.plan = plan;
        this.server = server;
        this.host = host;
        this.progress = progress;
    }

    Result run() throws IOException, InterruptedException {
        try (PresenceClient admin = PresenceClient.at(server.http().toString())
                .token(server.adminToken())
                .build()) {
            Wave wave = new Wave(progress, SET_UP_WITHIN);
            wave.run(
                    "people",
                    people(),
                    AT_ONCE,
                    i -> admin.administration()
                            .addPersonAsync(person(i), PersonDetails.none().name("Person " + i)));
            wave.run(
                    "feeds",
                    plan.feeds(),
                    AT_ONCE,
                    i -> admin.calendars().putAsync(person(i / A_PERSON), "feed-" + i, host.address(i)));
            List<String> before = busy(admin);
            host.turn(plan::kind);
            long turned = System.nanoTime();
            watch(turned);
            return new Result(
                    late(turned),
                    neverRead(turned),
                    saySo(admin),
                    changed(before, busy(admin)),
                    host.connectionsToForbidden());
        }
    }

    private void watch(long turned) throws InterruptedException {
        long end = turned + plan.watched().toNanos();
        for (long now = turned; now < end; now = System.nanoTime()) {
            Thread.sleep(Math.max(1, Math.min(TELL_EVERY.toMillis(), (end - now) / 1_000_000)));
            progress.printf(
                    "  %d s after the turn: good ones read %,d times, p99 %.1f s late%n",
                    Duration.ofNanos(System.nanoTime() - turned).toSeconds(),
                    late(turned).count(),
                    late(turned).percentileMillis(99) / 1e3);
        }
    }

    private int people() {
        return (plan.feeds() + A_PERSON - 1) / A_PERSON;
    }

    private static String person(int number) {
        return "user" + number + "@" + SipRequests.DOMAIN;
    }

    private Latencies late(long turned) {
        Latencies late = new Latencies();
        for (int feed = 0; feed < plan.feeds(); feed++) {
            List<Long> asked = host.asked(feed);
            for (int i = 1; i < asked.size() && plan.kind(feed) == FeedHost.Kind.GOOD; i++) {
                if (asked.get(i) >= turned) {
                    late.add(Math.max(0, asked.get(i) - asked.get(i - 1) - INTERVAL.toNanos()));
                }
            }
        }
        return late;
    }

    private int neverRead(long turned) {
        int never = 0;
        for (int feed = 0; feed < plan.feeds(); feed++) {
            boolean isRead = host.asked(feed).stream().anyMatch(at -> at >= turned);
            never += plan.kind(feed) == FeedHost.Kind.GOOD && !isRead ? 1 : 0;
        }
        return never;
    }

    private int saySo(PresenceClient admin) {
        int count = 0;
        for (int i = 0; i < people(); i++) {
            for (CalendarSource calendar : admin.calendars().list(person(i))) {
                int feed = Integer.parseInt(calendar.id().substring("feed-".length()));
                boolean isBad = plan.kind(feed) != FeedHost.Kind.GOOD;
                count += isBad && calendar.problem().isPresent() ? 1 : 0;
            }
        }
        return count;
    }

    /** Of each person, over a fortnight that does not move during the run. */
    private List<String> busy(PresenceClient admin) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < people(); i++) {
            FreeBusy answer = admin.calendars().freeBusy(person(i), from, from.plus(Duration.ofDays(14)));
            all.add(answer.coverage() + " " + answer.busy());
        }
        return all;
    }

    private static int changed(List<String> before, List<String> after) {
        int changed = 0;
        for (int i = 0; i < before.size(); i++) {
            changed += before.get(i).equals(after.get(i)) ? 0 : 1;
        }
        return changed;
    }
}
