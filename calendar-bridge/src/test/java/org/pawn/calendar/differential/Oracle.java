package org.pawn.calendar.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.TimeSpan;

/**
 * Another implementation, as a program that reads calendars and says when they are busy.
 *
 * @param command that runs it
 */
record Oracle(String name, List<String> command) {
    /** The busy time; empty where the program does not do what the calendar needs, or failed at it. */
    record Answer(Optional<List<BusyInterval>> busy, String why) {}

    Map<Integer, Answer> ask(List<GeneratedCalendar> calendars) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Thread writer = new Thread(() -> write(calendars, process), "oracle-input");
            writer.start();
            Map<Integer, TimeSpan> windows = new HashMap<>();
            calendars.forEach(calendar -> windows.put(calendar.id(), calendar.window()));
            Map<Integer, Answer> answers = new HashMap<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] parts = line.split(" ", 3);
                    int id = Integer.parseInt(parts[0]);
                    String rest = parts.length < 3 ? "" : parts[2];
                    answers.put(id, parts[1].equals("ok") ? busy(rest, windows.get(id)) : refused(rest));
                }
            }
            return answers;
        } catch (IOException failed) {
            throw new UncheckedIOException(name + " does not run", failed);
        }
    }

    private static void write(List<GeneratedCalendar> calendars, Process process) {
        try (OutputStream out = process.getOutputStream()) {
            for (GeneratedCalendar calendar : calendars) {
                byte[] text = calendar.text().getBytes(StandardCharsets.UTF_8);
                String head = "%d %d %d %s %d\n"
                        .formatted(
                                calendar.id(),
                                calendar.window().start().getEpochSecond(),
                                calendar.window().end().getEpochSecond(),
                                calendar.zone(),
                                text.length);
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(text);
            }
        } catch (IOException stopped) {
            throw new UncheckedIOException(stopped); // ends this thread; the answers that are missing tell
        }
    }

    private static Answer busy(String text, TimeSpan window) {
        List<BusyInterval> busy = new ArrayList<>();
        for (String span : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = span.split("/");
            Instant start = later(Instant.ofEpochSecond(Long.parseLong(parts[0])), window.start());
            Instant end = earlier(Instant.ofEpochSecond(Long.parseLong(parts[1])), window.end());
            if (start.isBefore(end)) {
                busy.add(new BusyInterval(start, end, BusyType.valueOf(parts[2])));
            }
        }
        return new Answer(Optional.of(BusyInterval.merge(busy)), "");
    }

    private static Answer refused(String why) {
        return new Answer(Optional.empty(), why);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
