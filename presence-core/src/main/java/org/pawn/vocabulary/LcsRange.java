package org.pawn.vocabulary;

import java.util.Map;

/**
 * A range of an LCS number and its meaning, both ends inclusive.
 *
 * @param number which one, {@code availability} or {@code activity}
 */
public record LcsRange(String number, int from, int to, Meaning meaning) {
    static LcsRange of(Map<String, String> row) {
        return new LcsRange(
                CsvTable.cell(row, "number"),
                CsvTable.number(row, "from"),
                CsvTable.number(row, "to"),
                Meaning.of(row));
    }

    boolean holds(String which, int value) {
        return number.equals(which) && value >= from && value <= to;
    }
}
