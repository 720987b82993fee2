package org.pawn.pidf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.DeviceState;
import org.pawn.presence.DeviceTimeline;
import org.pawn.presence.Note;
import org.pawn.presence.WorkPlace;
import org.pawn.time.Moment;
import org.pawn.vocabulary.RpidMeaning;
import org.pawn.vocabulary.Vocabulary;

/**
 * What one publication means, now and at the instants that it names: a pure function of its document. Only the tuples of
 * the person themself count: not their assistant's, and no letter-box.
 */
final class PidfReading {
    private static final int FULL_Q = 1000;
    private static final Duration IDLE_AFTER = Duration.ofMinutes(5);
    private static final List<Availability> STRONGEST_FIRST =
            List.of(Availability.DO_NOT_DISTURB, Availability.BUSY, Availability.BE_RIGHT_BACK, Availability.AWAY);

    private final PidfDocument document;
    private final List<PidfTuple> own;
    private final Moment published;

    PidfReading(PidfDocument document, Moment published) {
        this.document = document;
        this.own = document.tuples().stream().filter(PidfReading::isOwn).toList();
        this.published = published;
    }

    DeviceTimeline timeline() {
        return new DeviceTimeline(
                stateAt(published.wall()),
                edges().stream()
                        .limit(DeviceTimeline.MAX_CHANGES)
                        .map(edge -> new DeviceTimeline.Change(edge, stateAt(edge)))
                        .toList());
    }

    DeviceState stateAt(Instant at) {
        List<Activity> activities = new ArrayList<>();
        Optional<Availability> said = Optional.empty();
        for (RpidActivity written : activities(at)) {
            RpidVocabulary.Meaning meaning = RpidVocabulary.meaning(written);
            meaning.activity().ifPresent(activities::add);
            said = stronger(said, meaning.availability());
        }
        boolean closed = !own.isEmpty()
                && own.stream().allMatch(tuple -> openAt(tuple, at).equals(Optional.of(false)));
        boolean unsaid = !document.tuples().isEmpty()
                && own.stream().allMatch(tuple -> openAt(tuple, at).isEmpty());
        Availability silent = unsaid ? Availability.UNKNOWN : Availability.AVAILABLE;
        Optional<PidfTuple> reached = own.stream()
                .filter(tuple -> !openAt(tuple, at).equals(Optional.of(false)))
                .filter(tuple -> tuple.contact().isPresent())
                .findFirst();
        return new DeviceState(
                closed ? Availability.OFFLINE : said.orElse(silent),
                activities,
                note(),
                place(at),
                reached.flatMap(PidfTuple::contact),
                Optional.empty(),
                CapabilityVocabulary.names(own),
                reached.map(PidfReading::q).orElse(0),
                lastActive());
    }

    /** A contact without a priority has the lowest (RFC 3863 section 4.1.3). */
    private static int q(PidfTuple tuple) {
        return (int) Math.round(tuple.priority().orElse(0) * FULL_Q);
    }

    /** Every instant after the publication at which it says something else. */
    private Set<Instant> edges() {
        Set<Instant> edges = new TreeSet<>();
        document.person().ifPresent(person -> {
            person.from().ifPresent(edges::add);
            person.until().ifPresent(edges::add);
            person.rpid().forEach(element -> {
                element.from().ifPresent(edges::add);
                element.until().ifPresent(edges::add);
            });
        });
        own.stream().flatMap(tuple -> tuple.extensions().timed().stream()).forEach(timed -> {
            edges.add(timed.from());
            timed.until().ifPresent(edges::add);
        });
        edges.removeIf(edge -> !edge.isAfter(published.wall()));
        return edges;
    }

    private static boolean isOwn(PidfTuple tuple) {
        return Vocabulary.rpidElements().stream().allMatch(meaning -> isOwn(tuple, meaning));
    }

    private static boolean isOwn(PidfTuple tuple, RpidMeaning meaning) {
        return meaning.own().isEmpty()
                || tuple.extensions().rpid().stream()
                        .filter(element -> element.name().equals(meaning.element()))
                        .flatMap(element -> element.words().stream())
                        .allMatch(word -> meaning.own().contains(word.name()));
    }

    /** Of several times that hold, the last to be written counts. */
    private static Optional<Boolean> openAt(PidfTuple tuple, Instant at) {
        return tuple.extensions().timed().stream()
                .filter(timed -> timed.holdsAt(at))
                .flatMap(timed -> timed.open().stream())
                .reduce((earlier, later) -> later)
                .or(tuple::open);
    }

    private List<RpidActivity> activities(Instant at) {
        List<RpidActivity> all = new ArrayList<>();
        document.person().filter(person -> person.holdsAt(at)).ifPresent(person -> all.addAll(person.activities()));
        for (PidfTuple tuple : own) {
            all.addAll(tuple.activities());
            tuple.extensions().timed().stream()
                    .filter(timed -> timed.holdsAt(at))
                    .forEach(timed -> all.addAll(timed.activities()));
        }
        return all;
    }

    private static Optional<Availability> stronger(Optional<Availability> one, Optional<Availability> other) {
        return STRONGEST_FIRST.stream()
                .filter(availability ->
                        one.equals(Optional.of(availability)) || other.equals(Optional.of(availability)))
                .findFirst();
    }

    private Optional<String> place(Instant at) {
        List<String> places = Vocabulary.rpidElements().stream()
                .filter(meaning -> meaning.in().equals("workLocation"))
                .map(RpidMeaning::element)
                .toList();
        return document.person().stream()
                .flatMap(person -> person.rpid().stream())
                .filter(element -> places.contains(element.name()) && element.holdsAt(at))
                .flatMap(element -> element.said().stream())
                .map(said -> cut(said, WorkPlace.MAX_PLACE))
                .findFirst();
    }

    private Optional<Note> note() {
        return Stream.of(
                        document.person().stream().flatMap(person -> person.notes().stream()),
                        own.stream().flatMap(tuple -> tuple.notes().stream()),
                        document.notes().stream())
                .flatMap(notes -> notes)
                .filter(note -> !note.text().isBlank())
                .findFirst()
                .map(note -> new Note(
                        cut(note.text(), Note.MAX_TEXT), note.lang().filter(tag -> tag.matches("[A-Za-z0-9-]{1,35}"))));
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    /** Present only for a device that reports its user's input; "idle" without a time counts as idle from now on. */
    private Optional<Moment> lastActive() {
        Optional<RpidIdle> reported = document.person()
                .flatMap(PidfPerson::idle)
                .or(() -> own.stream().flatMap(tuple -> tuple.idle().stream()).findFirst());
        return reported.map(input -> {
            if (!input.idle()) {
                return published;
            }
            Instant latest = published.wall().minus(IDLE_AFTER);
            Instant last = input.lastInput().filter(latest::isAfter).orElse(latest);
            return new Moment(last, published.nanosAt(last));
        });
    }
}
