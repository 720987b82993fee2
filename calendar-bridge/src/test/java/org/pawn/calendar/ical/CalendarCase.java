package org.pawn.calendar.ical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.TimeSpan;

/** One file of the shared calendar cases, with the busy time that it must give. */
record CalendarCase(String id, CalendarBytes calendar, ZoneId zone, TimeSpan window, List<BusyInterval> busy) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of them by id; none where the folder is not there. */
    static List<CalendarCase> all() {
        Path folder = Path.of(System.getProperty("pawn.shared", "../shared"), "calendar", "public");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(CalendarCase::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static CalendarCase read(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<BusyInterval> busy = new ArrayList<>();
            for (JsonNode interval : json.get("busy")) {
                busy.add(new BusyInterval(
                        Instant.parse(interval.get("start").asText()),
                        Instant.parse(interval.get("end").asText()),
                        BusyType.valueOf(interval.get("type").asText().replace('-', '_'))));
            }
            return new CalendarCase(
                    json.get("id").asText(),
                    CalendarBytes.of(Files.readAllBytes(
                            file.resolveSibling(json.get("ics").asText()))),
                    ZoneId.of(json.get("timeZone").asText()),
                    new TimeSpan(
                            Instant.parse(json.get("window").get("start").asText()),
                            Instant.parse(json.get("window").get("end").asText())),
                    BusyInterval.merge(busy));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
