package org.pawn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pawn.freebusy.CalendarBytes;

/**
 * The sample calendar and the other programs that read it, from the folder that {@code pawn.shared} names. What is not
 * there is said aloud. Compiled and installed into a folder of its own.
 */
final class CalendarPeers {
    private static final Pattern EXPECTED =
            Pattern.compile("(\\d+) occurrences; (\\d+) merged; (\\d+) busy seconds expected");
    private static final Pattern ROUND = Pattern.compile(
            ".* parse ([0-9.]+) ms, free/busy ([0-9.]+) ms: (\\d+) occurrences, (\\d+) merged, (\\d+) s busy");
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s");

    /** A file, and what its busy time must be. */
    record Sample(CalendarBytes bytes, CalendarRounds.Answer expected) {}

    private final Path shared = Path.of(System.getProperty("pawn.shared", "../shared"), "bench", "ical")
            .toAbsolutePath();
    private final Path work;
    private final Path file;
    private final PrintStream out;

    CalendarPeers(Path work, PrintStream out) throws IOException {
        this.work = Files.createDirectories(work).toAbsolutePath();
        this.file = this.work.resolve("sample.ics");
        this.out = out;
    }

    /** Made anew, always the same. */
    Optional<Sample> sample() throws IOException, InterruptedException {
        if (!Files.exists(shared.resolve("gen.py"))) {
            return skipped("the sample calendar", shared + " holds no gen.py");
        }
        List<String> said = run("python3", shared.resolve("gen.py").toString(), file.toString());
        for (String line : said) {
            Matcher matcher = EXPECTED.matcher(line);
            if (matcher.matches()) {
                return Optional.of(new Sample(
                        CalendarBytes.of(Files.readAllBytes(file)),
                        new CalendarRounds.Answer(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2)),
                                Long.parseLong(matcher.group(3)))));
            }
        }
        return skipped("the sample calendar", "python3 made none: " + said);
    }

    Optional<CalendarRounds> libical(int rounds) throws IOException, InterruptedException {
        Path program = work.resolve("libical");
        List<String> errors = run(
                "cc", "-O2", "-o", program.toString(), shared.resolve("fb.c").toString(), "-lical");
        if (!Files.exists(program)) {
            return skipped("libical", "install gcc libical-dev " + errors);
        }
        return timed("libical", rounds, program.toString());
    }

    /** The version that the differential test has, too. */
    Optional<CalendarRounds> icalJs(int rounds) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("icaljs"));
        for (String name : List.of("package.json", "package-lock.json")) {
            try (InputStream in = CalendarPeers.class.getResourceAsStream("/oracles/icaljs/" + name)) {
                Files.write(folder.resolve(name), Objects.requireNonNull(in).readAllBytes());
            }
        }
        Path script = folder.resolve("fb.mjs");
        Files.write(script, Files.readAllBytes(shared.resolve("fb.mjs")));
        if (!Files.isDirectory(folder.resolve("node_modules").resolve("ical.js"))) {
            run("npm", "ci", "--prefix", folder.toString(), "--no-audit", "--no-fund", "--ignore-scripts");
        }
        if (!Files.isDirectory(folder.resolve("node_modules").resolve("ical.js"))) {
            return skipped("ical.js", "npm brings none");
        }
        return timed("ical.js", rounds, "node", script.toString());
    }

    private Optional<CalendarRounds> timed(String name, int count, String... program)
            throws IOException, InterruptedException {
        out.printf("%s, %,d times …%n", name, count);
        List<String> command = new ArrayList<>(List.of("bash", "-c", "\"$@\"; times", "bash"));
        command.addAll(List.of(program));
        command.addAll(List.of(file.toString(), Integer.toString(count)));
        List<CalendarRounds.Round> rounds = new ArrayList<>();
        double cpuSeconds = 0;
        for (String line : run(command.toArray(String[]::new))) {
            Matcher round = ROUND.matcher(line);
            Matcher times = TIMES.matcher(line);
            if (round.matches()) {
                rounds.add(round(round));
            } else if (times.matches()) { // the last such line is of the program
                cpuSeconds = seconds(times, 1) + seconds(times, 3);
            }
        }
        if (rounds.isEmpty()) {
            return skipped(name, "it says nothing");
        }
        return Optional.of(new CalendarRounds(rounds, 1e3 * cpuSeconds / rounds.size()));
    }

    private static CalendarRounds.Round round(Matcher line) {
        return new CalendarRounds.Round(
                Double.parseDouble(line.group(1)),
                Double.parseDouble(line.group(2)),
                new CalendarRounds.Answer(
                        Integer.parseInt(line.group(3)),
                        Integer.parseInt(line.group(4)),
                        Long.parseLong(line.group(5))));
    }

    private static double seconds(Matcher times, int group) {
        return 60 * Integer.parseInt(times.group(group)) + Double.parseDouble(times.group(group + 1));
    }

    private <T> Optional<T> skipped(String what, String why) {
        out.println(what + ": skipped: not present (" + why + ")");
        return Optional.empty();
    }

    /** What it printed; nothing where there is no such program. */
    private static List<String> run(String... command) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(lines::add);
            }
            process.waitFor();
        } catch (IOException notInstalled) {
            lines.add(String.valueOf(notInstalled.getMessage()));
        }
        return lines;
    }
}
