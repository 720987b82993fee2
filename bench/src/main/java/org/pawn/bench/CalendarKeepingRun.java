package org.pawn.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.pawn.address.AddressOfRecord;
import org.pawn.calendar.CalendarBridge;
import org.pawn.calendar.CalendarConfig;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.CalendarStore;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.presence.Schedule;
import org.pawn.server.storage.Stores;

/** The calendar part as the server wires it: the store on disk, the bridge above it, presence beside; in this process. */
final class CalendarKeepingRun implements AutoCloseable {
    private static final int WRITERS = 16;
    private static final Duration WITHIN = Duration.ofMinutes(20);
    private static final Duration MONTH = Duration.ofDays(31);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /** @param singleEvents in 400 days, besides seven series and holidays */
    record Plan(int people, int singleEvents) {}

    /**
     * All of it for all people.
     *
     * @param storeBytes of live heap when the calendars were written: the database's cache and its index of pages
     * @param expandedBytes more, when all were taken up: the window around now, packed, what presence was told, the timers
     * @param askedBytes more, when a month of everybody was asked for
     */
    record Result(
            long fileBytes,
            long diskBytes,
            double writeMillis,
            long storeBytes,
            long expandedBytes,
            double takeUpMillis,
            long askedBytes,
            int without) {}

    private final Plan plan;
    private final PrintStream progress;
    private final Path data;
    private final EngineHouse house = new EngineHouse(2, Duration.ZERO);
    private final Stores stores;
    private Optional<CalendarBridge> bridge = Optional.empty();

    CalendarKeepingRun(Plan plan, PrintStream progress) throws IOException {
        this.plan = plan;
        this.progress = progress;
        this.data = Files.createTempDirectory("pawn-bench");
        this.stores = Stores.open(data);
    }

    Result run() throws InterruptedException, IOException {
        long empty = IdleRun.liveBytes();
        CalendarStore store = stores.calendars();
        AtomicLong fileBytes = new AtomicLong();
        long begun = System.nanoTime();
        write(store, fileBytes);
        double writeMillis = (System.nanoTime() - begun) / 1e6;
        long stored = IdleRun.liveBytes();

        CalendarBridge calendars = new CalendarBridge(
                store,
                person -> CalendarOwner.of(person, ZoneId.of("Europe/Berlin")),
                house.presence,
                house.time,
                house.timers,
                CalendarConfig.DEFAULT);
        bridge = Optional.of(calendars);
        begun = System.nanoTime();
        calendars.start();
        awaitSchedule(person(plan.people() - 1));
        double takeUpMillis = (System.nanoTime() - begun) / 1e6;
        long expanded = IdleRun.liveBytes();

        ask(calendars);
        long asked = IdleRun.liveBytes();
        return new Result(
                fileBytes.get(),
                diskBytes(),
                writeMillis,
                stored - empty,
                expanded - stored,
                takeUpMillis,
                asked - expanded,
                without());
    }

    private void write(CalendarStore store, AtomicLong fileBytes) throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(house.time.now(), ZoneOffset.UTC);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            new Wave(progress, WITHIN)
                    .run(
                            "calendars written",
                            plan.people(),
                            2 * WRITERS,
                            i -> CompletableFuture.runAsync(
                                    () -> {
                                        String text = OfficeCalendar.of(i, today.minusDays(60), plan.singleEvents());
                                        CalendarBytes bytes = CalendarBytes.of(text.getBytes(StandardCharsets.UTF_8));
                                        fileBytes.addAndGet(bytes.size());
                                        store.put(new StoredCalendar(
                                                person(i),
                                                "work",
                                                new CalendarOrigin.Upload(),
                                                StoredCalendar.Effect.BUSY,
                                                Optional.of(StoredCalendar.Copy.uploaded(bytes, house.time.now()))));
                                    },
                                    writers));
        } finally {
            writers.shutdown();
        }
    }

    /** They are taken up in the order of their names. */
    private void awaitSchedule(AddressOfRecord last) throws InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!hasSchedule(last)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not everybody was taken up within " + WITHIN);
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private boolean hasSchedule(AddressOfRecord person) {
        return !house.presence.current(person).schedule().equals(Schedule.UNKNOWN);
    }

    private void ask(CalendarBridge calendars) {
        Instant from = house.time.now();
        progress.println("  everybody's month …");
        for (int i = 0; i < plan.people(); i++) {
            calendars.freeBusy().query(person(i), from, from.plus(MONTH));
        }
    }

    private int without() {
        int without = 0;
        for (int i = 0; i < plan.people(); i++) {
            without += hasSchedule(person(i)) ? 0 : 1;
        }
        return without;
    }

    private static AddressOfRecord person(int number) {
        return new AddressOfRecord("user%06d".formatted(number), EngineHouse.DOMAIN);
    }

    private long diskBytes() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Override
    public void close() {
        bridge.ifPresent(CalendarBridge::close);
        stores.close();
        house.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
