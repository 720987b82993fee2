package org.pawn.calendar.ical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.TimeSpan;

/**
 * One calendar of our own, {@code NAME.ics}, with what it must give beside it in {@code NAME.txt}: why, after {@code #};
 * then lines of a word or two and a value, {@code zone}, {@code window}, {@code busy}, {@code unknown},
 * {@code left out}, {@code refused}.
 */
record OwnCase(String name, Path ics, List<String> expected) {
    private static final List<String> WORDS = List.of("zone ", "window ", "busy ", "unknown ", "left out ", "refused ");

    OwnCase {
        for (String line : expected) {
            if (WORDS.stream().noneMatch(line::startsWith)) {
                throw new IllegalArgumentException(name + ": " + line);
            }
        }
    }

    /** The groups of cases, each a folder. */
    static List<Path> groups() {
        return list(folder()).stream().filter(Files::isDirectory).toList();
    }

    /** Those of a group, by name. */
    static List<OwnCase> in(Path group) {
        return list(group).stream()
                .filter(file -> file.toString().endsWith(".ics"))
                .map(OwnCase::read)
                .toList();
    }

    private static OwnCase read(Path ics) {
        String name = ics.getFileName().toString().replaceFirst("\\.ics$", "");
        try {
            List<String> lines = Files.readAllLines(ics.resolveSibling(name + ".txt"));
            return new OwnCase(
                    name,
                    ics,
                    lines.stream()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path folder() {
        try {
            URI cases = Objects.requireNonNull(OwnCase.class.getResource("cases"), "no cases")
                    .toURI();
            return Path.of(cases);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    CalendarBytes calendar() {
        try {
            return CalendarBytes.of(Files.readAllBytes(ics));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String zone() {
        return all("zone ").get(0);
    }

    TimeSpan window() {
        String[] window = all("window ").get(0).split("/");
        return new TimeSpan(Instant.parse(window[0]), Instant.parse(window[1]));
    }

    /** The values of the lines that begin so, in order. */
    List<String> all(String word) {
        return expected.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    /** All but what the question is: a calendar that is free is expected by a case that says so in no line. */
    Map<String, List<String>> answers() {
        return Map.of(
                "busy", all("busy "),
                "unknown", all("unknown "),
                "left out", all("left out "),
                "refused", all("refused "));
    }
}
