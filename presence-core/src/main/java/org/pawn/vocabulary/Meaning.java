package org.pawn.vocabulary;

import java.util.Map;
import java.util.Optional;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;

/**
 * What a word or number of another protocol means to us; either part may be missing.
 *
 * @param activity {@code CUSTOM} where the word is shown as it is
 */
public record Meaning(Optional<Availability> availability, Optional<Activity.Kind> activity) {
    static Meaning of(Map<String, String> row) {
        return new Meaning(
                Optional.of(CsvTable.cell(row, "availability"))
                        .filter(name -> !name.isEmpty())
                        .map(Availability::valueOf),
                CsvTable.kind(row));
    }
}
