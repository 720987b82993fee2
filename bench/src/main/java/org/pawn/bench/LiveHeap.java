package org.pawn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What another JVM's heap holds after a full collection, by {@code jcmd GC.class_histogram}, which runs one.
 *
 * @param largest the classes that take most, as the tool prints them
 */
record LiveHeap(long bytes, List<String> largest) {
    private static final int LARGEST = 12;
    private static final double MIB = 1024 * 1024;

    static LiveHeap of(long pid) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        List<String> largest = new ArrayList<>();
        long total = -1;
        try (BufferedReader out = tool.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.trim().split("\\s+");
                if (words[0].endsWith(":") && words.length >= 4 && largest.size() < LARGEST) {
                    largest.add(line.trim());
                } else if (words[0].equals("Total")) {
                    total = Long.parseLong(words[2]);
                }
            }
        }
        if (tool.waitFor() != 0 || total < 0) {
            throw new IOException("jcmd " + pid + " GC.class_histogram gave no figures");
        }
        return new LiveHeap(total, List.copyOf(largest));
    }

    double mebibytes() {
        return bytes / MIB;
    }
}
