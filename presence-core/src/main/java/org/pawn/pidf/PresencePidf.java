package org.pawn.pidf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pawn.presence.Availability;
import org.pawn.presence.DeviceState;
import org.pawn.presence.DeviceTimeline;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;
import org.pawn.presence.Tuple;
import org.pawn.time.Moment;
import org.pawn.vocabulary.Vocabulary;

/**
 * Between what a presence body says and what the engine knows, both ways (RFC 3863, 4479, 4480, 4481, 4482, 5196). Pure.
 */
public final class PresencePidf {
    private PresencePidf() {}

    /**
     * What a publication says of its device and person at {@code now}. Open with no activities is Available; closed is
     * Offline whatever else it says; neither, with no activities, is Unknown; between several activities the strongest
     * decides. What has a time counts only then.
     */
    public static DeviceState state(PidfDocument document, Moment now) {
        return new PidfReading(document, now).stateAt(now.wall());
    }

    /** The same, and what it says at each instant that it names after {@code now}. */
    public static DeviceTimeline timeline(PidfDocument document, Moment now) {
        return new PidfReading(document, now).timeline();
    }

    /** Like {@link #document(PresenceDocument, boolean, PersonFacts)}, with nothing of the directory's. */
    public static PidfDocument document(PresenceDocument seen, boolean eachDevice) {
        return document(seen, eachDevice, PersonFacts.NONE);
    }

    /**
     * The document for a viewer, from a presence that is already cut down to what they may see.
     *
     * @param eachDevice one tuple a publication, open ones first; else a single tuple for the person as a whole
     */
    public static PidfDocument document(PresenceDocument seen, boolean eachDevice, PersonFacts facts) {
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
        foretell(tuples, seen.schedule());
        List<RpidElement> elements = Stream.concat(
                        seen.workLocation().map(place -> RpidElement.other("place-type", place)).stream(),
                        facts.offset().stream())
                .toList();
        Optional<ContactCard> card = facts.displayName().map(ContactCard::named);
        PidfPerson person = new PidfPerson("p", words, Optional.empty(), Optional.empty(), idle, notes, elements, card);
        return new PidfDocument(
                seen.presentity().sipUri(), tuples, Optional.of(person).filter(PidfPerson::saysSomething), List.of());
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
        Optional<ServiceCapabilities> capabilities = Optional.of(CapabilityVocabulary.written(tuple.capabilities()))
                .filter(written -> !written.flags().isEmpty());
        return PidfTuple.of(id, Optional.of(tuple.isOpen()), tuple.contact(), notes)
                .with(new PidfTuple.Extensions(List.of(), List.of(), capabilities, Optional.empty()));
    }

    private static PidfNote written(Note note) {
        return new PidfNote(note.text(), note.lang());
    }

    /** What the schedule says of the time to come stands in the first tuple, the one that speaks for the person. */
    private static void foretell(List<PidfTuple> tuples, Schedule schedule) {
        List<TimedStatus> timed = foretold(schedule);
        if (!timed.isEmpty()) {
            PidfTuple first = tuples.get(0);
            PidfTuple.Extensions known = first.extensions();
            tuples.set(
                    0, first.with(new PidfTuple.Extensions(known.rpid(), timed, known.capabilities(), known.card())));
        }
    }

    private static List<TimedStatus> foretold(Schedule schedule) {
        List<TimedStatus> timed = new ArrayList<>();
        Optional<Instant> freeAgain = schedule.freeAt()
                .filter(at -> schedule.state() != Schedule.State.FREE && schedule.state() != Schedule.State.ELSEWHERE)
                .filter(at -> schedule.until().map(at::isAfter).orElse(true));
        schedule.until()
                .ifPresent(until -> schedule.then()
                        .flatMap(state -> foretold(state, until, freeAgain))
                        .ifPresent(timed::add));
        freeAgain
                .flatMap(at -> foretold(Schedule.State.FREE, at, Optional.empty()))
                .ifPresent(timed::add);
        return timed;
    }

    private static Optional<TimedStatus> foretold(Schedule.State state, Instant from, Optional<Instant> until) {
        return Vocabulary.foretold().stream()
                .filter(row -> row.state() == state)
                .findFirst()
                .map(row -> new TimedStatus(
                        from,
                        until,
                        Optional.of(row.open()),
                        row.rpid().stream().map(RpidVocabulary::written).toList()));
    }
}
