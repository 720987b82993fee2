package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.Coverage;

/** A calendar that takes longer than one round is read in several, and counts when it is there as a whole. */
final class CalDavLongReadingTest {
    private static final int ENTRIES = 700;
    private static final int MOST_ROUNDS = 50;

    private final DavHouse alice = new DavHouse(Duration.ofSeconds(1));

    @BeforeEach
    void fill() {
        for (int i = 0; i < ENTRIES; i++) {
            alice.server.put(DavServer.WORK + i + ".ics", DavHouse.event("uid-" + i, 8 + i % 3));
        }
        alice.server.on("calendar-multiget", exchange -> {
            LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
            alice.server.serve(exchange, alice.server.asked.get(alice.server.asked.size() - 1));
        });
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private CalendarReport readToTheEnd(CalendarReport first) {
        CalendarReport report = first;
        for (int round = 0; report.isUnfinished() && round < MOST_ROUNDS; round++) {
            report = alice.refresh();
        }
        return report;
    }

    @Test
    void theFirstReadingCountsWhenItIsComplete() {
        CalendarReport first = alice.put(DavServer.WORK);
        assertThat(first.isUnfinished()).isTrue();
        assertThat(first.problem().orElseThrow()).contains("of 700 entries");
        assertThat(first.coverage()).isEqualTo(Coverage.NONE);
        assertThat(alice.busy().unknown()).hasSize(1);

        CalendarReport last = readToTheEnd(first);

        assertThat(last.problem()).isEmpty();
        assertThat(last.understood()).isEqualTo(ENTRIES);
        assertThat(alice.server.whatWasAsked()).containsOnlyOnce("sync-collection");
        assertThat(alice.server.entriesRead()).isLessThan(ENTRIES + 3 * 200);
    }

    @Test
    void whileALaterReadingGoesOnTheGoodCopyCounts() {
        readToTheEnd(alice.put(DavServer.WORK));
        for (int i = 0; i < ENTRIES; i++) {
            alice.server.put(DavServer.WORK + i + ".ics", DavHouse.event("uid-" + i, 14));
        }

        CalendarReport report = alice.refresh();
        assertThat(report.isUnfinished()).isTrue();
        assertThat(report.coverage()).isEqualTo(Coverage.KNOWN);
        assertThat(alice.busyHours()).containsExactly(8);

        assertThat(readToTheEnd(report).problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(14);
    }

    @Test
    void aServerThatDeliversNothingAtAllIsLeftAfterAFewRounds() {
        alice.server.on(
                "calendar-multiget",
                exchange -> LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos()));

        CalendarReport report = readToTheEnd(alice.put(DavServer.WORK));

        assertThat(report.isUnfinished()).isFalse();
        assertThat(report.problem()).contains("The calendar's address could not be read.");
    }
}
