package org.pawn.vocabulary;

import java.util.Map;

/**
 * One element of CIPID (RFC 4482 section 3).
 *
 * @param in what a publication sets with it; always empty so far
 * @param out what of the directory we say with it; empty for nothing
 */
public record CardElement(String cipid, String in, String out) {
    static CardElement of(Map<String, String> row) {
        return new CardElement(CsvTable.cell(row, "cipid"), CsvTable.cell(row, "in"), CsvTable.cell(row, "out"));
    }
}
