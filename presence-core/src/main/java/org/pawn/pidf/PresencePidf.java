package org.pawn.pidf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.DeviceState;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Tuple;
import org.pawn.time.Moment;

/** Between what a presence body says and what the engine knows, both ways (RFC 3863, 4479, 4480). Pure. */
public final class PresencePidf {
    private static final Duration IDLE_AFTER = Duration.ofMinutes(5);
    private static final int FULL_Q = 1000;
    private static final List<Availability> STRONGEST_FIRST =
            List.of(Availability.DO_NOT_DISTURB, Availability.BUSY, Availability.BE_RIGHT_BACK, Availability.AWAY);

    private PresencePidf() {}

    /**
     * What a publication says of its device and person. Open with no activities is Available; closed is Offline whatever
     * else it says; neither, with no activities, is Unknown; between several activities the strongest decides. Activities outside their time range do not count.
     */
    public static DeviceState state(PidfDocument document, Moment now) {
        List<Activity> activities = new ArrayList<>();
        Optional<Availability> said = Optional.empty();
        for (RpidActivity written : activities(document, now.wall())) {
            RpidVocabulary.Meaning meaning = RpidVocabulary.meaning(written);
            meaning.activity().ifPresent(activities::add);
            said = stronger(said, meaning.availability());
        }
        boolean closed = !document.tuples().isEmpty()
                && document.tuples().stream().allMatch(tuple -> tuple.open().equals(Optional.of(false)));
        boolean unsaid = !document.tuples().isEmpty()
                && document.tuples().stream().allMatch(tuple -> tuple.open().isEmpty());
        Availability silent = unsaid ? Availability.UNKNOWN : Availability.AVAILABLE;
        Availability availability = closed ? Availability.OFFLINE : said.orElse(silent);
        Optional<PidfTuple> reached = document.tuples().stream()
                .filter(tuple -> !tuple.open().equals(Optional.of(false)))
                .filter(tuple -> tuple.contact().isPresent())
                .findFirst();
        return new DeviceState(
                availability,
                activities,
                note(document),
                reached.flatMap(PidfTuple::contact),
                Optional.empty(),
                List.of(),
                reached.map(PresencePidf::q).orElse(0),
                lastActive(document, now));
    }

    /**
     * The document for a viewer, from a presence that is already cut down to what they may see.
     *
     * @param eachDevice one tuple a publication, open ones first; else a single tuple for the person as a whole
     */
    public static PidfDocument document(PresenceDocument seen, boolean eachDevice) {
        List<RpidActivity> words = RpidVocabulary.words(seen.availability(), seen.activities());
        List<PidfNote> notes = seen.note().map(PresencePidf::written).stream().toList();
        if (seen.availability() == Availability.DO_NOT_DISTURB && notes.isEmpty()) {
            notes = List.of(new PidfNote("Do not disturb", Optional.of("en")));
        }
        Optional<RpidIdle> idle = seen.idle() ? Optional.of(new RpidIdle(true, seen.lastActive())) : Optional.empty();
        List<PidfTuple> tuples = new ArrayList<>();
        if (eachDevice) {
            Stream.of(true, false)
                    .flatMap(open -> seen.tuples().stream().filter(tuple -> tuple.isOpen() == open))
                    .forEach(tuple -> tuples.add(written(tuple)));
        }
        if (tuples.stream().noneMatch(tuple -> tuple.open().equals(open(seen.availability())))) {
            tuples.add(0, PidfTuple.of("person", open(seen.availability()), Optional.empty(), notes));
        }
        Optional<PidfPerson> person = words.isEmpty() && idle.isEmpty() && notes.isEmpty()
                ? Optional.empty()
                : Optional.of(new PidfPerson("p", words, Optional.empty(), Optional.empty(), idle, notes));
        return new PidfDocument(seen.presentity().sipUri(), tuples, person, List.of());
    }

    /** A contact without a priority has the lowest (RFC 3863 section 4.1.3). */
    private static int q(PidfTuple tuple) {
        return (int) Math.round(tuple.priority().orElse(0) * FULL_Q);
    }

    private static Optional<Boolean> open(Availability availability) {
        return switch (availability) {
            case UNKNOWN -> Optional.empty();
            case OFFLINE -> Optional.of(false);
            case AVAILABLE, BUSY, DO_NOT_DISTURB, BE_RIGHT_BACK, AWAY -> Optional.of(true);
        };
    }

    /** The tuple's id is a name of its own: a publication's id may have been its entity tag. */
    private static PidfTuple written(Tuple tuple) {
        List<PidfNote> notes = tuple.note().map(PresencePidf::written).stream().toList();
        String id = "t" + Integer.toHexString(tuple.id().hashCode());
        return PidfTuple.of(id, Optional.of(tuple.isOpen()), tuple.contact(), notes);
    }

    private static PidfNote written(Note note) {
        return new PidfNote(note.text(), note.lang());
    }

    private static List<RpidActivity> activities(PidfDocument document, Instant now) {
        List<RpidActivity> all = new ArrayList<>();
        document.person().filter(person -> person.holdsAt(now)).ifPresent(person -> all.addAll(person.activities()));
        document.tuples().forEach(tuple -> all.addAll(tuple.activities()));
        return all;
    }

    private static Optional<Availability> stronger(Optional<Availability> one, Optional<Availability> other) {
        return STRONGEST_FIRST.stream()
                .filter(availability ->
                        one.equals(Optional.of(availability)) || other.equals(Optional.of(availability)))
                .findFirst();
    }

    private static Optional<Note> note(PidfDocument document) {
        return Stream.of(
                        document.person().stream().flatMap(person -> person.notes().stream()),
                        document.tuples().stream().flatMap(tuple -> tuple.notes().stream()),
                        document.notes().stream())
                .flatMap(notes -> notes)
                .filter(note -> !note.text().isBlank())
                .findFirst()
                .map(PresencePidf::read);
    }

    private static Note read(PidfNote note) {
        String text = note.text().length() > Note.MAX_TEXT ? note.text().substring(0, Note.MAX_TEXT) : note.text();
        return new Note(text, note.lang().filter(tag -> tag.matches("[A-Za-z0-9-]{1,35}")));
    }

    /** Present only for a device that reports its user's input; "idle" without a time counts as idle from now on. */
    private static Optional<Moment> lastActive(PidfDocument document, Moment now) {
        Optional<RpidIdle> reported = document.person()
                .flatMap(PidfPerson::idle)
                .or(() -> document.tuples().stream()
                        .flatMap(tuple -> tuple.idle().stream())
                        .findFirst());
        return reported.map(input -> {
            if (!input.idle()) {
                return now;
            }
            Instant latest = now.wall().minus(IDLE_AFTER);
            Instant last = input.lastInput().filter(latest::isAfter).orElse(latest);
            return new Moment(last, now.nanosAt(last));
        });
    }
}
