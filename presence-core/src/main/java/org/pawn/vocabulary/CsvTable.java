package org.pawn.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.presence.Activity;

/** A table of this package: a head, rows by column name, {@code #} before a comment, nothing quoted. */
final class CsvTable {
    private CsvTable() {}

    static List<Map<String, String>> rows(String file) {
        List<String> lines = text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        String[] head = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length != head.length) {
                throw new IllegalStateException(file + " has a row of another width: " + line);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < head.length; i++) {
                row.put(head[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    static String cell(Map<String, String> row, String column) {
        String cell = row.get(column);
        if (cell == null) {
            throw new IllegalStateException("no column " + column);
        }
        return cell;
    }

    static int number(Map<String, String> row, String column) {
        return Integer.parseInt(cell(row, column));
    }

    static List<String> words(Map<String, String> row, String column) {
        return Arrays.stream(cell(row, column).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static Optional<Activity.Kind> kind(Map<String, String> row) {
        return Optional.of(cell(row, "activity"))
                .filter(name -> !name.isEmpty())
                .map(Activity.Kind::valueOf);
    }

    private static String text(String file) {
        try (@Nullable InputStream in = CsvTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
