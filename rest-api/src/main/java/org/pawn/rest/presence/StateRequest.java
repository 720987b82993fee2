package org.pawn.rest.presence;

import java.util.List;
import java.util.Optional;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.Note;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;

/** The words for a state that sessions, manual states and feed publications share. */
public final class StateRequest {
    /** A note as callers write it. */
    public record NoteInput(String text, Optional<String> lang) {
        public Note note() {
            return Input.value("note", () -> new Note(text, lang));
        }
    }

    private StateRequest() {}

    /** @throws Refusal.Invalid for a name we do not know, and for Unknown, which nobody says of themself */
    public static Availability availability(String label) {
        Availability availability = Input.known("availability", Availability.ofLabel(label));
        if (availability == Availability.UNKNOWN) {
            throw new Refusal.Invalid("availability", "Nobody is Unknown by their own word.");
        }
        return availability;
    }

    /** None or one; {@code Custom} with its text, or a text alone, which means the same. */
    public static List<Activity> activities(Optional<String> label, Optional<String> text) {
        boolean custom = label.filter(given -> !given.equalsIgnoreCase(Activity.Kind.CUSTOM.label()))
                .isEmpty();
        if (text.isPresent() && custom) {
            return List.of(Input.value("activityText", () -> Activity.custom(text.get())));
        } else if (label.isEmpty()) {
            return List.of();
        }
        return List.of(Input.known("activity", Activity.ofLabel(label.get())));
    }
}
