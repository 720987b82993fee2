package org.pawn.vocabulary;

import java.util.List;
import java.util.Map;
import org.pawn.presence.Schedule;

/**
 * How a state of the schedule that is still to come is said in a timed status (RFC 4481).
 *
 * @param open its {@code basic}
 * @param rpid its activities, as in the table "Out"
 */
public record Foretold(Schedule.State state, boolean open, List<String> rpid) {
    public Foretold {
        rpid = List.copyOf(rpid);
    }

    static Foretold of(Map<String, String> row) {
        return new Foretold(
                Schedule.State.valueOf(CsvTable.cell(row, "state")),
                CsvTable.cell(row, "basic").equals("open"),
                CsvTable.words(row, "rpid"));
    }
}
