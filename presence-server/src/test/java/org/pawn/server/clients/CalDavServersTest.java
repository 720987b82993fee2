package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.sdk.Availability;
import org.pawn.sdk.CalendarSource;
import org.pawn.sdk.FreeBusy;
import org.pawn.sdk.PresenceClient;
import org.pawn.server.main.TestServer;

/** Calendar servers that nobody here wrote, filled by programs that nobody here wrote: what Alice does there shows here. */
@Tag("clients")
@Timeout(240)
final class CalDavServersTest {
    private static final String ALICE = "alice@example.com";
    private static final String SIGN_IN = "open-sesame";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private TestServer server;
    private PresenceClient alice;
    private Optional<CalDavProgram> program = Optional.empty();

    @BeforeEach
    void start() {
        server = TestServer.start(folder.resolve("data"), Map.of("calendars.allowedNetworks", "127.0.0.0/8"));
        server.person(ALICE, "Alice", SIGN_IN);
        server.desk(ALICE);
        alice = PresenceClient.at(server.http()).signIn(ALICE, SIGN_IN).build();
    }

    @AfterEach
    void stop() {
        alice.close();
        program.ifPresent(CalDavProgram::close);
        server.close();
    }

    private CalDavProgram started(String name) {
        for (String needed : List.of(name, "khal", "vdirsyncer")) {
            assumeThat(Phone.isInstalled(needed))
                    .as("skipped: %s is not present", needed)
                    .isTrue();
        }
        CalDavProgram started =
                name.equals("radicale") ? new Radicale(folder.resolve(name)) : new Xandikos(folder.resolve(name));
        program = Optional.of(started);
        return started;
    }

    private void awaitAvailability(Availability availability) {
        await("Alice shows " + availability)
                .atMost(SOON)
                .until(() -> alice.presence(ALICE).availability() == availability);
    }

    private List<Instant> busy() {
        FreeBusy time = alice.calendars().freeBusy(ALICE, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)));
        assertThat(time.coverage()).isEqualTo(FreeBusy.Coverage.KNOWN);
        return time.busy().stream().map(busy -> busy.span().start()).toList();
    }

    private void refresh() {
        CalendarSource read = alice.calendars().refresh(ALICE, "team");
        assertThat(read.problem()).isEmpty();
        assertThat(read.leftOut()).isEmpty();
    }

    private Instant before(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private Instant after(int minutes) {
        return now.plus(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"radicale", "xandikos"})
    void whatAliceAddsMovesAndRemovesShowsInPresenceAndBusyTime(String name) throws Exception {
        CalDavProgram calendars = started(name);
        Khal khal = new Khal(folder.resolve("khal"), calendars);
        khal.adds("Review", before(30), after(90));
        awaitAvailability(Availability.AVAILABLE);

        CalendarSource put = alice.calendars().put(ALICE, "team", calendars.feed());
        assertThat(put.problem()).isEmpty();
        assertThat(put.hasCredentials()).isEqualTo(calendars.password().isPresent());
        awaitAvailability(Availability.BUSY);
        assertThat(busy()).containsExactly(before(30));

        khal.adds("Lunch", after(240), after(300));
        refresh();
        assertThat(busy()).containsExactly(before(30), after(240));

        khal.moves("Review", after(1_500), after(1_560));
        refresh();
        awaitAvailability(Availability.AVAILABLE);
        assertThat(busy()).containsExactly(after(240), after(1_500));

        khal.removes("Lunch");
        refresh();
        assertThat(busy()).containsExactly(after(1_500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"radicale", "xandikos"})
    void whileTheCalendarServerIsDownTheGoodCopyCountsAndAfterwardsItGoesOn(String name) throws Exception {
        CalDavProgram calendars = started(name);
        Khal khal = new Khal(folder.resolve("khal"), calendars);
        khal.adds("Review", before(30), after(90));
        alice.calendars().put(ALICE, "team", calendars.feed());

        calendars.stop();
        CalendarSource unread = alice.calendars().refresh(ALICE, "team");
        assertThat(unread.problem()).contains("The calendar's address could not be read.");
        awaitAvailability(Availability.BUSY);
        assertThat(busy()).containsExactly(before(30));

        calendars.start();
        khal.removes("Review");
        refresh();
        awaitAvailability(Availability.AVAILABLE);
        assertThat(busy()).isEmpty();
    }

    @Test
    void aSyncTokenThatRadicaleHasForgottenCostsNothingButAListing() throws Exception {
        CalDavProgram radicale = started("radicale");
        Khal khal = new Khal(folder.resolve("khal"), radicale);
        khal.adds("Review", before(30), after(90));
        alice.calendars().put(ALICE, "team", radicale.feed());

        radicale.stop();
        Path tokens = radicale.home.resolve("data/collection-root/alice/work/.Radicale.cache/sync-token");
        try (Stream<Path> files = Files.list(tokens)) {
            for (Path token : files.toList()) {
                Files.delete(token);
            }
        }
        radicale.start();
        khal.moves("Review", after(240), after(300));
        refresh();

        assertThat(busy()).containsExactly(after(240));
    }

    @Test
    void aWrongPasswordIsToldAndTheRightOneHelps() throws Exception {
        CalDavProgram radicale = started("radicale");
        new Khal(folder.resolve("khal"), radicale).adds("Review", before(30), after(90));

        CalendarSource closed =
                alice.calendars().put(ALICE, "team", radicale.feed().signingIn("alice", "wrong"));
        assertThat(closed.problem()).contains("The calendar's server answered 401.");
        assertThat(closed.coverage()).isEqualTo(FreeBusy.Coverage.NONE);

        assertThat(alice.calendars().put(ALICE, "team", radicale.feed()).problem())
                .isEmpty();
        assertThat(busy()).containsExactly(before(30));
    }
}
