package org.pawn.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the figures were taken on, and how much else it had to do. */
final class Machine {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final double JIFFIES_PER_SECOND = 100;

    private Machine() {}

    static double loadAverage() {
        return Math.max(0, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    static String words() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, load average %.2f, Java %s",
                processor(),
                PROCESSORS,
                loadAverage(),
                Runtime.version());
    }

    /** The processes' time on all processors, ours and everyone's, since some moment in the past. */
    record Work(long atNanos, double allSeconds, Duration server, Duration ours) {
        static Work now(ServerProcess server) {
            Duration ours = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            return new Work(System.nanoTime(), busySeconds(), server.cpu(), ours);
        }

        double serverMillisSince(Work earlier) {
            return server.minus(earlier.server).toNanos() / 1e6;
        }

        /** The share of the processors that neither the server nor we used, in percent; 0 where it cannot be known. */
        double othersPercentSince(Work earlier) {
            double known =
                    server.minus(earlier.server).plus(ours.minus(earlier.ours)).toNanos() / 1e9;
            double wall = (atNanos - earlier.atNanos) / 1e9;
            return Math.max(0, 100 * (allSeconds - earlier.allSeconds - known) / (wall * PROCESSORS));
        }
    }

    /** user, nice, system, and interrupts of the first line of /proc/stat. */
    private static double busySeconds() {
        return firstLine(Path.of("/proc/stat"), "cpu ")
                .map(line -> line.trim().split("\\s+"))
                .map(words -> Arrays.stream(new int[] {1, 2, 3, 6, 7})
                                .mapToLong(i -> Long.parseLong(words[i]))
                                .sum()
                        / JIFFIES_PER_SECOND)
                .orElse(0.0);
    }

    /** The most memory that the process had in use, of the heap and all else, in MiB; 0 where it cannot be known. */
    static double peakResidentMebibytes(long pid) {
        return firstLine(Path.of("/proc", Long.toString(pid), "status"), "VmHWM:")
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                .orElse(0.0);
    }

    /** Threads of that process now; 0 where it cannot be known. */
    static int threads(long pid) {
        return firstLine(Path.of("/proc", Long.toString(pid), "status"), "Threads:")
                .map(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                .orElse(0);
    }

    private static String processor() {
        return firstLine(Path.of("/proc/cpuinfo"), "model name")
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse(System.getProperty("os.arch"));
    }

    private static Optional<String> firstLine(Path file, String prefix) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(prefix))
                    .findFirst();
        } catch (IOException notHere) {
            return Optional.empty();
        }
    }
}
