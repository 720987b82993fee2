package org.pawn.vocabulary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;

/**
 * One row of the table "Out": a state of ours and how each protocol says it.
 *
 * @param rpid the activities in order, as in the table: an element's name, or {@code other:some_words}
 * @param basic {@code open}, {@code closed}, or empty where nothing is known
 * @param userInput {@code idle} or empty (RFC 4480 section 3.15)
 * @param xmppShow empty for a presence without a show; {@code unavailable} is a presence type
 * @param xep0319 whether the time of the last interaction goes along (XEP-0319)
 * @param nameCtrl the number of Office's NameCtrl
 */
public record Outgoing(
        Availability availability,
        boolean idle,
        Optional<Activity.Kind> activity,
        List<String> rpid,
        String basic,
        String userInput,
        String xmppShow,
        boolean xep0319,
        int lcsAvailability,
        int lcsActivity,
        String graphAvailability,
        String graphActivity,
        int nameCtrl) {

    public Outgoing {
        rpid = List.copyOf(rpid);
    }

    static Outgoing of(Map<String, String> row) {
        return new Outgoing(
                Availability.valueOf(CsvTable.cell(row, "availability")),
                Boolean.parseBoolean(CsvTable.cell(row, "idle")),
                CsvTable.kind(row),
                CsvTable.words(row, "rpid"),
                CsvTable.cell(row, "basic"),
                CsvTable.cell(row, "userInput"),
                CsvTable.cell(row, "xmppShow"),
                Boolean.parseBoolean(CsvTable.cell(row, "xep0319")),
                CsvTable.number(row, "lcsAvailability"),
                CsvTable.number(row, "lcsActivity"),
                CsvTable.cell(row, "graphAvailability"),
                CsvTable.cell(row, "graphActivity"),
                CsvTable.number(row, "nameCtrl"));
    }
}
