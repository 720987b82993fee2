package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Absence;
import org.pawn.presence.Availability;
import org.pawn.presence.ByHand;
import org.pawn.presence.ManualState;
import org.pawn.presence.ManualState.EndsEarly;
import org.pawn.presence.ManualStateStore;
import org.pawn.presence.Note;
import org.pawn.presence.PersonalNote;
import org.pawn.presence.WorkPlace;

/** What people set by hand: the state and the note, a row for each person who set either. */
final class JdbcManualStateStore implements ManualStateStore {
    private static final String REMOVE = "delete from by_hand where presentity = ?";
    private static final String INSERT = """
            insert into by_hand (presentity, availability, activities, note_text, note_lang, set_at, until_at,
                always_show, ends_early, personal_note_text, personal_note_lang, personal_note_until,
                absent_from, absent_until, absent_note_text, absent_note_lang, work_place, work_place_until)
            values (:presentity, :availability, :activities, :noteText, :noteLang, :setAt, :until,
                :alwaysShow, :endsEarly, :personalNoteText, :personalNoteLang, :personalNoteUntil,
                :absentFrom, :absentUntil, :absentNoteText, :absentNoteLang, :workPlace, :workPlaceUntil)
            """;

    private final Database database;
    private final DurableWriter writer;

    JdbcManualStateStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Void> save(AddressOfRecord presentity, ByHand byHand) {
        return writer.write(handle -> {
            handle.execute(REMOVE, presentity.toString());
            if (!byHand.equals(ByHand.NOTHING)) {
                insert(handle, presentity, byHand);
            }
        });
    }

    @Override
    public Map<AddressOfRecord, ByHand> all() {
        return database.read(handle -> handle
                .createQuery("select * from by_hand")
                .map((row, context) -> Map.entry(Columns.address(row, "presentity"), byHand(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static void insert(Handle handle, AddressOfRecord presentity, ByHand byHand) {
        Optional<ManualState> manual = byHand.manual();
        Optional<PersonalNote> note = byHand.note();
        Optional<Absence> absence = byHand.absence();
        Optional<WorkPlace> workPlace = byHand.workPlace();
        handle.createUpdate(INSERT)
                .bind("presentity", presentity.toString())
                .bind("availability", manual.map(state -> state.availability().name()))
                .bind("activities", manual.map(state -> Words.activities(state.activities())))
                .bind("noteText", manual.flatMap(ManualState::note).map(Note::text))
                .bind("noteLang", manual.flatMap(ManualState::note).flatMap(Note::lang))
                .bind("setAt", Columns.at(manual.map(ManualState::setAt)))
                .bind("until", Columns.at(manual.map(ManualState::until)))
                .bind("alwaysShow", manual.map(ManualState::alwaysShow))
                .bind("endsEarly", manual.map(state -> state.endsEarly().name()))
                .bind("personalNoteText", note.map(PersonalNote::note).map(Note::text))
                .bind("personalNoteLang", note.map(PersonalNote::note).flatMap(Note::lang))
                .bind("personalNoteUntil", Columns.at(note.flatMap(PersonalNote::until)))
                .bind("absentFrom", Columns.at(absence.map(Absence::from)))
                .bind("absentUntil", Columns.at(absence.map(Absence::until)))
                .bind("absentNoteText", absence.flatMap(Absence::note).map(Note::text))
                .bind("absentNoteLang", absence.flatMap(Absence::note).flatMap(Note::lang))
                .bind("workPlace", workPlace.map(WorkPlace::place))
                .bind("workPlaceUntil", Columns.at(workPlace.flatMap(WorkPlace::until)))
                .execute();
    }

    private static ByHand byHand(ResultSet row) throws SQLException {
        return new ByHand(manual(row), personalNote(row), absence(row), workPlace(row));
    }

    private static Optional<ManualState> manual(ResultSet row) throws SQLException {
        Optional<String> availability = Columns.text(row, "availability");
        if (availability.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ManualState(
                Availability.valueOf(availability.get()),
                Words.activities(row, "activities"),
                Words.note(row, "note_text", "note_lang"),
                Columns.instant(row, "set_at"),
                Columns.instant(row, "until_at"),
                Columns.text(row, "ends_early").map(EndsEarly::valueOf).orElse(EndsEarly.NEVER),
                row.getBoolean("always_show")));
    }

    private static Optional<Absence> absence(ResultSet row) throws SQLException {
        Optional<Instant> from = Columns.optionalInstant(row, "absent_from");
        if (from.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Absence(
                from.get(),
                Columns.instant(row, "absent_until"),
                Words.note(row, "absent_note_text", "absent_note_lang")));
    }

    private static Optional<WorkPlace> workPlace(ResultSet row) throws SQLException {
        Optional<Instant> until = Columns.optionalInstant(row, "work_place_until");
        return Columns.text(row, "work_place").map(place -> new WorkPlace(place, until));
    }

    private static Optional<PersonalNote> personalNote(ResultSet row) throws SQLException {
        Optional<Instant> until = Columns.optionalInstant(row, "personal_note_until");
        return Words.note(row, "personal_note_text", "personal_note_lang").map(note -> new PersonalNote(note, until));
    }
}
