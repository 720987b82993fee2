package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.pawn.presence.Activity;
import org.pawn.presence.Note;

/** Activities and notes as columns; an activity is its name, or {@code CUSTOM:} and the person's words. */
final class Words {
    private static final String CUSTOM = Activity.Kind.CUSTOM.name() + ":";

    private Words() {}

    static String activities(List<Activity> activities) {
        return Columns.texts(activities.stream()
                .map(activity -> activity.text()
                        .map(CUSTOM::concat)
                        .orElseGet(() -> activity.kind().name()))
                .toList());
    }

    static List<Activity> activities(ResultSet row, String column) throws SQLException {
        return Columns.texts(row, column).stream()
                .map(name -> name.startsWith(CUSTOM)
                        ? Activity.custom(name.substring(CUSTOM.length()))
                        : Activity.of(Activity.Kind.valueOf(name)))
                .toList();
    }

    static Optional<Note> note(ResultSet row, String textColumn, String langColumn) throws SQLException {
        Optional<String> lang = Columns.text(row, langColumn);
        return Columns.text(row, textColumn).map(text -> new Note(text, lang));
    }
}
