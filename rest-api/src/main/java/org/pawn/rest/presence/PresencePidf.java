package org.pawn.rest.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.pidf.PidfDocument;
import org.pawn.pidf.PidfNote;
import org.pawn.pidf.PidfPerson;
import org.pawn.pidf.PidfTuple;
import org.pawn.pidf.PidfWriter;
import org.pawn.pidf.RpidActivity;
import org.pawn.pidf.RpidIdle;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceDocument;

/** A view as PIDF with RPID, by the table of the presence model: one tuple for the person as composed. */
final class PresencePidf {
    private PresencePidf() {}

    static byte[] of(PresenceView view) {
        PresenceDocument document = view.document();
        Optional<Boolean> open = document.availability() == Availability.UNKNOWN
                ? Optional.empty()
                : Optional.of(document.availability() != Availability.OFFLINE);
        List<PidfNote> notes = document.note().map(PresencePidf::note).stream().toList();
        PidfTuple tuple = PidfTuple.of(
                "person",
                open,
                open.orElse(false) ? Optional.of(document.presentity().sipUri()) : Optional.empty(),
                notes);
        Optional<RpidIdle> idle =
                document.idle() ? Optional.of(new RpidIdle(true, document.lastActive())) : Optional.empty();
        PidfPerson person = new PidfPerson("p", activities(document), Optional.empty(), Optional.empty(), idle, notes);
        return PidfWriter.write(
                new PidfDocument(document.presentity().presUri(), List.of(tuple), Optional.of(person), List.of()));
    }

    private static List<RpidActivity> activities(PresenceDocument document) {
        List<RpidActivity> all = new ArrayList<>();
        document.activities().forEach(activity -> all.add(rpid(activity)));
        switch (document.availability()) {
            case BUSY, DO_NOT_DISTURB -> {
                if (all.isEmpty()) {
                    all.add(RpidActivity.named("busy"));
                }
            }
            case AWAY, BE_RIGHT_BACK -> {
                if (all.isEmpty()) {
                    all.add(RpidActivity.named("away"));
                }
            }
            case AVAILABLE, OFFLINE, UNKNOWN -> {}
        }
        return all;
    }

    private static RpidActivity rpid(Activity activity) {
        return switch (activity.kind()) {
            case PRESENTING -> RpidActivity.named("presentation");
            case IN_A_CONFERENCE_CALL, IN_A_CALL -> RpidActivity.named("on-the-phone");
            case IN_A_MEETING -> RpidActivity.named("meeting");
            case APPOINTMENT -> RpidActivity.named("appointment");
            case FOCUSING -> RpidActivity.named("busy");
            case URGENT_ONLY -> RpidActivity.other("urgent only");
            case OUT_OF_OFFICE -> RpidActivity.named("vacation");
            case OFF_WORK -> RpidActivity.other("off work");
            case LUNCH -> RpidActivity.named("meal");
            case TRAVELLING -> RpidActivity.named("travel");
            case INACTIVE -> RpidActivity.named("away");
            case CUSTOM -> RpidActivity.other(activity.text().orElse(""));
        };
    }

    private static PidfNote note(Note note) {
        return new PidfNote(note.text(), note.lang());
    }
}
