package org.pawn.server.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * One record of a CSV file (RFC 4180).
 *
 * @param number of the line in the file on which it starts, from 1
 */
record CsvLine(int number, List<String> cells) {
    CsvLine {
        cells = List.copyOf(cells);
    }

    /** Without empty lines. Quoted cells may hold commas, quotes and line breaks. */
    static List<CsvLine> parse(String text, String file) {
        List<CsvLine> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int start = 1;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '\n') {
                line++;
            }
            if (quoted) {
                if (next == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append('"');
                    at++;
                } else if (next == '"') {
                    quoted = false;
                } else {
                    cell.append(next);
                }
            } else if (next == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (next == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (next == '\n') {
                end(lines, cells, cell, start);
                start = line;
            } else if (next != '\r') {
                cell.append(next);
            }
        }
        if (quoted) {
            throw CommandFailure.wrongUsage(file + ": the quotes opened on line " + start + " are never closed");
        }
        end(lines, cells, cell, start);
        return lines;
    }

    private static void end(List<CsvLine> lines, List<String> cells, StringBuilder cell, int start) {
        cells.add(cell.toString());
        cell.setLength(0);
        if (cells.size() > 1 || !cells.get(0).isBlank()) {
            lines.add(new CsvLine(start, cells));
        }
        cells.clear();
    }
}
