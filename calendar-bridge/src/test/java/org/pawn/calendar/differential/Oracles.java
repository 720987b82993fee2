package org.pawn.calendar.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The other implementations that this machine has; what is missing is said aloud. */
final class Oracles {
    private static final String PYTHON = "/usr/bin/python3"; // Debian's, which sees Debian's packages

    private final Path folder;
    private final List<Oracle> present = new ArrayList<>();

    private Oracles(Path folder) {
        this.folder = folder;
    }

    /** Installs what a package manager brings into {@code folder} and tries each. */
    static List<Oracle> in(Path folder) {
        Oracles oracles = new Oracles(folder.toAbsolutePath());
        oracles.icalJs();
        oracles.recurringIcalEvents();
        oracles.libical();
        return List.copyOf(oracles.present);
    }

    private void icalJs() {
        Path script = copy("icaljs", "busy.mjs");
        copy("icaljs", "package.json");
        copy("icaljs", "package-lock.json");
        boolean installed =
                Files.isDirectory(script.resolveSibling("node_modules").resolve("ical.js"))
                        || runs(script.getParent(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        add("ical.js", installed, "npm brings no ical.js", "node", script.toString());
    }

    private void recurringIcalEvents() {
        Path script = copy("recurring", "busy.py");
        boolean installed = runs(folder, PYTHON, "-c", "import icalendar, recurring_ical_events");
        add(
                "recurring_ical_events",
                installed,
                "install python3-icalendar python3-recurring-ical-events",
                PYTHON,
                script.toString());
    }

    private void libical() {
        Path source = copy("libical", "busy.c");
        Path program = source.resolveSibling("busy");
        boolean compiled = runs(folder, "cc", "-O2", "-o", program.toString(), source.toString(), "-lical");
        add("libical", compiled, "install gcc libical-dev", program.toString());
    }

    private void add(String name, boolean isThere, String otherwise, String... command) {
        if (isThere) {
            present.add(new Oracle(name, List.of(command)));
        } else {
            System.out.println("differential test: " + name + ": skipped: not present (" + otherwise + ")");
        }
    }

    private Path copy(String oracle, String file) {
        Path to = folder.resolve(oracle).resolve(file);
        try (InputStream from = Oracles.class.getResourceAsStream("/oracles/" + oracle + "/" + file)) {
            Files.createDirectories(to.getParent());
            Files.write(to, java.util.Objects.requireNonNull(from).readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return to;
    }

    private static boolean runs(Path in, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
