package org.pawn.calendar.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.address.AddressOfRecord;
import org.pawn.calendar.CalendarHouse;
import org.pawn.calendar.NoFeeds;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;

final class CalendarFolderTest {
    private static final AddressOfRecord ALICE = CalendarHouse.ALICE;
    private static final Instant MORNING = Instant.parse("2030-03-04T07:00:00Z");
    private static final String FILE = "alice@example.com.ics";

    @TempDir
    private Path temporary;

    private final CalendarHouse house = new CalendarHouse(MORNING, ZoneId.of("Europe/Berlin"), new NoFeeds());
    private final Set<AddressOfRecord> people = new HashSet<>(Set.of(ALICE));
    private Path root;
    private CalendarFolder folder;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temporary.resolve("calendars"));
        folder = opened();
        folder.start();
    }

    private CalendarFolder opened() {
        return new CalendarFolder(
                root,
                house.store,
                house.calendars,
                people::contains,
                house.time,
                house.time,
                Runnable::run,
                folders -> false);
    }

    @AfterEach
    void close() {
        folder.close();
        house.close();
    }

    private void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** As when the system tells of a change, or somebody is patient. */
    private void settle() {
        folder.changed();
        house.time.advance(CalendarFolder.SETTLING.multipliedBy(3));
    }

    private static String event(int hourUtc) {
        return CalendarHouse.ics(
                "BEGIN:VEVENT",
                "UID:" + hourUtc,
                "DTSTART:20300304T%02d0000Z".formatted(hourUtc),
                "DTEND:20300304T%02d0000Z".formatted(hourUtc + 1),
                "END:VEVENT");
    }

    private List<Instant> busy() {
        Instant midnight = MORNING.minus(Duration.ofHours(7));
        return house.freeBusy.query(ALICE, midnight, midnight.plus(Duration.ofDays(1))).busy().stream()
                .map(BusyInterval::start)
                .toList();
    }

    private static Instant at(int hourUtc) {
        return MORNING.plus(Duration.ofHours(hourUtc - 7));
    }

    @Test
    void aFileAppearsChangesAndGoesWithItsCalendar() throws IOException {
        write(FILE, event(9));
        settle();
        assertThat(busy()).containsExactly(at(9));

        write(FILE, event(11).replace("UID:11", "UID:changed"));
        settle();
        assertThat(busy()).containsExactly(at(11));

        Files.delete(root.resolve(FILE));
        settle();
        assertThat(house.calendars.list(ALICE)).isEmpty();
    }

    @Test
    void aPersonsFolderHoldsSeveralCalendars() throws IOException {
        write("alice@example.com/trips.ics", event(9));
        write("alice@example.com/caf\u00e9 & more.ics", event(11));
        write(FILE, event(13));
        settle();

        assertThat(busy()).containsExactly(at(9), at(11), at(13));
        assertThat(house.calendars.list(ALICE))
                .extracting(report -> report.calendar().id())
                .hasSize(3)
                .contains("folder", "folder-trips");

        Files.delete(root.resolve("alice@example.com/trips.ics"));
        settle();
        assertThat(busy()).containsExactly(at(11), at(13));
    }

    @Test
    void withoutWordFromTheSystemTheSlowLookFindsIt() throws IOException {
        write(FILE, event(9));

        house.time.advance(CalendarFolder.AGAIN.plusSeconds(2));

        assertThat(busy()).containsExactly(at(9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 40, 100, 150})
    void aFileThatIsBeingWrittenNeverReplacesTheGoodCopy(int length) throws IOException {
        write(FILE, event(9));
        settle();

        write(FILE, event(11).substring(0, length));
        settle();

        assertThat(busy()).containsExactly(at(9));
        assertThat(house.calendars.get(ALICE, "folder").problem()).isPresent();
        assertThat(house.calendars.get(ALICE, "folder").coverage()).isEqualTo(Coverage.KNOWN);

        write(FILE, event(11));
        settle();
        assertThat(busy()).containsExactly(at(11));
        assertThat(house.calendars.get(ALICE, "folder").problem()).isEmpty();
    }

    @Test
    void aFileThatStillGrowsIsNotRead() throws IOException {
        write(FILE, event(9));
        folder.changed();
        house.time.advance(CalendarFolder.SETTLING); // the first look

        write(FILE, event(9) + event(11)); // a whole calendar each time, but not the whole file
        house.time.advance(CalendarFolder.SETTLING);
        assertThat(house.calendars.list(ALICE)).isEmpty();

        house.time.advance(CalendarFolder.SETTLING);
        assertThat(busy()).containsExactly(at(9), at(11));
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsNotRead() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside.ics"), event(9));
        Path outsideFolder = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.writeString(outsideFolder.resolve("work.ics"), event(9));
        Files.createSymbolicLink(root.resolve(FILE), outside);
        Files.createSymbolicLink(root.resolve("alice@example.com"), outsideFolder);

        settle();

        assertThat(house.calendars.list(ALICE)).isEmpty();
    }

    @Test
    void aLinkWithinTheFolderIs() throws IOException {
        write("shared.ics", event(9));
        Files.createSymbolicLink(root.resolve(FILE), root.resolve("shared.ics"));

        settle();

        assertThat(busy()).containsExactly(at(9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".alice@example.com.ics",
                "alice@example.com.ics.tmp",
                "alice@example.com.txt",
                "alice.ics",
                ".ics"
            })
    void otherFilesAreNobodysCalendar(String name) throws IOException {
        write(name, event(9));

        settle();

        assertThat(house.store.people()).isEmpty();
    }

    @Test
    void whatIsNoFileIsNotOpened() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve(FILE).toString())
                        .start()
                        .waitFor())
                .isZero();

        settle();

        assertThat(Files.exists(root.resolve(FILE), LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(house.calendars.list(ALICE)).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeNeverReplacesTheGoodCopy() throws IOException {
        write(FILE, event(9));
        settle();

        write(FILE, event(11) + "X".repeat(10 * 1024 * 1024));
        settle();

        assertThat(busy()).containsExactly(at(9));
    }

    @Test
    void aPersonWhoIsNotThereYetHasTheirCalendarWhenTheyCome() throws IOException {
        people.remove(ALICE);
        write(FILE, event(9));
        settle();
        assertThat(house.calendars.list(ALICE)).isEmpty();

        people.add(ALICE);
        settle();
        assertThat(busy()).containsExactly(at(9));

        people.remove(ALICE);
        settle();
        assertThat(house.calendars.list(ALICE)).isEmpty();
    }

    @Test
    void afterARestartTheEffectIsKeptAndAFileThatWentMeanwhileIsGone() throws IOException {
        write(FILE, event(9));
        write("alice@example.com/trips.ics", event(11));
        settle();
        house.calendars.setEffect(ALICE, "folder-trips", StoredCalendar.Effect.IGNORE);
        folder.close();

        Files.delete(root.resolve(FILE));
        folder = opened();
        folder.start();
        settle();

        assertThat(house.calendars.list(ALICE)).singleElement().satisfies(report -> {
            assertThat(report.calendar().id()).isEqualTo("folder-trips");
            assertThat(report.calendar().effect()).isEqualTo(StoredCalendar.Effect.IGNORE);
        });
    }

    @Test
    void aCalendarOfTheOwnersOwnIsNeverOverwritten() throws IOException {
        house.calendars.put(ALICE, "folder", CalendarBytes.of(event(9)));
        write(FILE, event(11));
        settle();
        assertThat(busy()).containsExactly(at(9));

        house.calendars.remove(ALICE, "folder");
        house.time.advance(CalendarFolder.AGAIN);
        assertThat(busy()).containsExactly(at(11));
    }

    @Test
    void theOwnerChangesTheFileAndNotTheCalendar() throws IOException {
        write(FILE, event(9));
        settle();

        assertThatThrownBy(() -> house.calendars.put(ALICE, "folder", CalendarBytes.of(event(11))))
                .isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> house.calendars.remove(ALICE, "folder")).isInstanceOf(Refusal.Conflict.class);
        assertThat(busy()).containsExactly(at(9));
    }

    @Test
    void aFolderThatIsLostIsEmptyAfterADay() throws IOException {
        write(FILE, event(9));
        settle();
        Files.move(root, temporary.resolve("gone"));

        house.time.advance(Duration.ofHours(23));
        assertThat(house.calendars.list(ALICE)).hasSize(1);
        house.time.advance(Duration.ofMinutes(65));
        assertThat(house.calendars.list(ALICE)).isEmpty();

        Files.move(temporary.resolve("gone"), root);
        settle();
        assertThat(house.calendars.list(ALICE)).hasSize(1);
    }
}
