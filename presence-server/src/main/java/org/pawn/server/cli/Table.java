package org.pawn.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns that stand under each other, two blanks apart. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Control characters are left out: a note must not move the cursor. */
    Table row(String... cells) {
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(column -> Printable.of(cells[column]))
                .toList());
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> IntStream.range(0, row.size())
                .forEach(column -> widths[column] = Math.max(widths[column], width(row.get(column)))));
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - width(cell) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
