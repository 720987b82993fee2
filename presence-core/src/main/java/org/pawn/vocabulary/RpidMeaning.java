package org.pawn.vocabulary;

import java.util.List;
import java.util.Map;

/**
 * What an RPID element beside activities and user-input is to us (RFC 4480 section 3).
 *
 * @param of where it may stand: {@code person}, {@code tuple}
 * @param own the words with which a tuple that has the element counts as the person's own; empty: it does not matter
 * @param in the field of ours that a publication sets with it; empty for none
 * @param out the field of ours that we say with it; empty for none
 */
public record RpidMeaning(String element, List<String> of, List<String> own, String in, String out) {
    public RpidMeaning {
        of = List.copyOf(of);
        own = List.copyOf(own);
    }

    static RpidMeaning of(Map<String, String> row) {
        return new RpidMeaning(
                CsvTable.cell(row, "element"),
                CsvTable.words(row, "of"),
                CsvTable.words(row, "own"),
                CsvTable.cell(row, "in"),
                CsvTable.cell(row, "out"));
    }
}
