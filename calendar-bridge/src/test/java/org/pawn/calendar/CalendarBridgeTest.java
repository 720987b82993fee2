package org.pawn.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.calendar.source.FaultServer;
import org.pawn.calendar.source.Network;
import org.pawn.concurrent.Lanes;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.InMemoryCalendarStore;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Schedule;
import org.pawn.time.SettableTime;

/** The whole bridge with its threads, over a real web server. */
final class CalendarBridgeTest {
    private static final String MEETING = CalendarHouse.ics(
            "BEGIN:VEVENT", "UID:1", "DTSTART:20300304T080000Z", "DTEND:20300304T090000Z", "END:VEVENT");

    @TempDir
    private Path folder;

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T08:30:00Z"));
    private final Lanes lanes = new Lanes(1);
    private final InMemoryCalendarStore store = new InMemoryCalendarStore();
    private final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
    private final FaultServer server = new FaultServer();
    private CalendarBridge bridge = open();

    private CalendarBridge open() {
        return new CalendarBridge(
                store,
                person -> CalendarOwner.of(person, ZoneId.of("Europe/Berlin")),
                presence,
                time,
                time,
                new CalendarConfig(
                        Duration.ofMinutes(15), Duration.ofSeconds(5), List.of(Network.parse("127.0.0.0/8"))));
    }

    @AfterEach
    void close() {
        bridge.close();
        presence.close();
        lanes.close();
        server.close();
    }

    private void awaitSchedule(Schedule.State state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> presence.current(CalendarHouse.ALICE).schedule().state() == state);
    }

    @Test
    void aFeedThatIsPutShowsInPresenceAndComesBackAfterARestart() {
        server.on("/alice.ics", 200, MEETING.getBytes(StandardCharsets.UTF_8));
        bridge.start();

        var report = bridge.calendars().put(CalendarHouse.ALICE, "work", FeedRequest.of(server.url("/alice.ics")));
        awaitSchedule(Schedule.State.BUSY);
        bridge.close();
        presence.forget(CalendarHouse.ALICE).join();
        bridge = open();
        bridge.start();

        assertThat(report.problem()).isEqualTo(Optional.empty());
        awaitSchedule(Schedule.State.BUSY);
        assertThat(bridge.calendars().get(CalendarHouse.ALICE, "work").coverage())
                .isEqualTo(Coverage.KNOWN);
    }

    @Test
    void whatTheFeedSaysNextIsTakenUpWhenItIsReadAgain() {
        server.on("/alice.ics", exchange -> {
            byte[] body = (server.gets() == 1 ? MEETING : CalendarHouse.ics()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        bridge.start();
        bridge.calendars().put(CalendarHouse.ALICE, "work", FeedRequest.of(server.url("/alice.ics")));
        awaitSchedule(Schedule.State.BUSY);

        time.advance(Duration.ofMinutes(15));

        awaitSchedule(Schedule.State.FREE);
    }

    @Test
    void aFileInTheWatchedFolderShowsInPresenceUntilItGoes() throws IOException {
        bridge.watch(folder, CalendarHouse.ALICE::equals);
        bridge.start();

        Path file = Files.writeString(folder.resolve("alice@example.com.ics"), MEETING);
        awaitAsTimeGoesBy(Schedule.State.BUSY);

        Files.delete(file);
        awaitAsTimeGoesBy(Schedule.State.UNKNOWN);
    }

    @Test
    void withoutTheFolderItsCalendarsAreForgottenAtTheNextStart() {
        store.put(new StoredCalendar(
                CalendarHouse.ALICE,
                "folder",
                new CalendarOrigin.FolderFile(),
                StoredCalendar.Effect.BUSY,
                Optional.of(StoredCalendar.Copy.uploaded(CalendarBytes.of(MEETING), time.now()))));

        bridge.start();

        assertThat(store.of(CalendarHouse.ALICE)).isEmpty();
    }

    private void awaitAsTimeGoesBy(Schedule.State state) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            time.advance(Duration.ofSeconds(1));
            return presence.current(CalendarHouse.ALICE).schedule().state() == state;
        });
    }

    @Test
    void aWallClockThatIsSetIsNoticedWithinAMinute() {
        bridge.start();
        bridge.calendars().put(CalendarHouse.ALICE, "work", CalendarBytes.of(MEETING));
        awaitSchedule(Schedule.State.BUSY);

        time.jumpTo(Instant.parse("2030-03-04T10:00:00Z"));
        time.advance(Duration.ofSeconds(60));

        awaitSchedule(Schedule.State.FREE);
    }
}
