package org.pawn.vocabulary;

import java.util.Map;
import java.util.Optional;

/**
 * One element of a service's capabilities (RFC 5196 section 3.2), or one word of such an element.
 *
 * @param caps the element's name; for a word {@code set/word}
 * @param capability our name for it, if it says something to us
 */
public record Capability(String caps, Form form, Optional<String> capability) {
    /** True or false; a list of what is supported and what is not; or a word in such a list. */
    public enum Form {
        FLAG,
        SET,
        WORD
    }

    static Capability of(Map<String, String> row) {
        return new Capability(
                CsvTable.cell(row, "caps"),
                Form.valueOf(CsvTable.cell(row, "form").toUpperCase(java.util.Locale.ROOT)),
                Optional.of(CsvTable.cell(row, "capability")).filter(name -> !name.isEmpty()));
    }
}
