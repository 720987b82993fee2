package org.pawn.pidf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlBody;
import org.pawn.xml.XmlCursor;

/**
 * Reads PIDF with RPID (RFC 3863, 4479, 4480). What it does not know it skips, as RFC 3863 section 4.2 asks; CIPID
 * (RFC 4482) among it. Thread-safe.
 */
public final class PidfReader {
    /** The longest body that is looked at. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_TUPLES = 64;
    private static final int MAX_NOTES = 32;
    private static final int MAX_ACTIVITIES = 32;

    private PidfReader() {}

    /**
     * @throws Refusal.TooLarge if the body is longer than {@link #MAX_BYTES}
     * @throws Refusal.Invalid if it is no well-formed PIDF document, has a document type, or breaks a bound; the message
     *     never repeats the body
     */
    public static PidfDocument read(byte[] body) {
        return XmlBody.read(body, MAX_BYTES, "presence document", xml -> new PidfReader().document(xml));
    }

    private final List<PidfTuple> tuples = new ArrayList<>();
    private final List<PidfNote> notes = new ArrayList<>();
    private @Nullable PidfPerson person;

    private PidfDocument document(XmlCursor xml) throws XMLStreamException {
        if (!xml.is(Namespaces.PIDF, "presence")) {
            throw new Refusal.Invalid("body", "The root is not a presence element of PIDF.");
        }
        String entity = xml.attribute("entity").orElse("");
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(Namespaces.PIDF, "tuple")) {
                add(tuples, tuple(xml), MAX_TUPLES);
            } else if (xml.is(Namespaces.PIDF, "note")) {
                add(notes, note(xml), MAX_NOTES);
            } else if (xml.is(Namespaces.DATA_MODEL, "person") && person == null) {
                person = person(xml);
            }
        }
        if (entity.isEmpty()) {
            throw new Refusal.Invalid("entity", "The presence element names no entity.");
        }
        return new PidfDocument(entity, tuples, Optional.ofNullable(person), notes);
    }

    private static PidfTuple tuple(XmlCursor xml) throws XMLStreamException {
        String id = xml.attribute("id").orElse("");
        Optional<Boolean> open = Optional.empty();
        Optional<String> contact = Optional.empty();
        OptionalDouble priority = OptionalDouble.empty();
        Optional<Instant> timestamp = Optional.empty();
        Rpid rpid = new Rpid();
        List<PidfNote> notes = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(Namespaces.PIDF, "status")) {
                open = status(xml, rpid);
            } else if (xml.is(Namespaces.PIDF, "contact")) {
                priority = priority(xml.attribute("priority"));
                contact = Optional.of(xml.text()).filter(text -> !text.isEmpty());
            } else if (xml.is(Namespaces.PIDF, "note")) {
                add(notes, note(xml), MAX_NOTES);
            } else if (xml.is(Namespaces.PIDF, "timestamp")) {
                timestamp = instant(xml.text());
            } else {
                rpid.read(xml);
            }
        }
        notes.addAll(rpid.notes);
        return new PidfTuple(id, open, contact, priority, rpid.activities, rpid.idle, notes, timestamp);
    }

    private static Optional<Boolean> status(XmlCursor xml, Rpid rpid) throws XMLStreamException {
        Optional<Boolean> open = Optional.empty();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(Namespaces.PIDF, "basic")) {
                open = basic(xml.text());
            } else {
                rpid.read(xml);
            }
        }
        return open;
    }

    private static Optional<Boolean> basic(String text) {
        return switch (text) {
            case "open" -> Optional.of(true);
            case "closed" -> Optional.of(false);
            default -> Optional.empty(); // some phones publish "unknown"
        };
    }

    private static PidfPerson person(XmlCursor xml) throws XMLStreamException {
        String id = xml.attribute("id").orElse("");
        Rpid rpid = new Rpid();
        List<PidfNote> notes = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(Namespaces.DATA_MODEL, "note")) {
                add(notes, note(xml), MAX_NOTES);
            } else {
                rpid.read(xml);
            }
        }
        notes.addAll(rpid.notes);
        return new PidfPerson(id, rpid.activities, rpid.from, rpid.until, rpid.idle, notes);
    }

    private static PidfNote note(XmlCursor xml) throws XMLStreamException {
        Optional<String> lang = xml.attribute(XMLConstants.XML_NS_URI, "lang").filter(tag -> !tag.isEmpty());
        return new PidfNote(xml.text(), lang);
    }

    private static OptionalDouble priority(Optional<String> written) {
        if (written.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(written.get());
            return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty(); // a hint only: a bad one is no hint
        }
    }

    private static Optional<Instant> instant(String written) {
        try {
            return Optional.of(OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty(); // a time without a zone, or none: it tells us nothing
        }
    }

    private static <T> void add(List<T> list, T element, int most) {
        if (list.size() >= most) {
            throw new Refusal.Invalid("body", "The document has too many parts of one kind.");
        }
        list.add(element);
    }

    /** The RPID elements that may stand in a tuple, a status or a person. */
    private static final class Rpid {
        private final List<RpidActivity> activities = new ArrayList<>();
        private final List<PidfNote> notes = new ArrayList<>();
        private Optional<Instant> from = Optional.empty();
        private Optional<Instant> until = Optional.empty();
        private Optional<RpidIdle> idle = Optional.empty();

        void read(XmlCursor xml) throws XMLStreamException {
            if (!Namespaces.isRpid(xml.namespace())) {
                return;
            }
            if (xml.name().equals("activities")) {
                activities(xml);
            } else if (xml.name().equals("user-input")) {
                Optional<Instant> last = xml.attribute("last-input")
                        .or(() -> xml.attribute("since"))
                        .flatMap(PidfReader::instant);
                idle = Optional.of(new RpidIdle(xml.text().equals("idle"), last));
            }
        }

        private void activities(XmlCursor xml) throws XMLStreamException {
            from = xml.attribute("from").flatMap(PidfReader::instant);
            until = xml.attribute("until").flatMap(PidfReader::instant);
            int depth = xml.depth();
            while (xml.nextChild(depth)) {
                String name = xml.name();
                if (name.equals("note")) {
                    add(notes, note(xml), MAX_NOTES);
                } else {
                    add(activities, RpidActivity.of(name, xml.text()), MAX_ACTIVITIES);
                }
            }
        }
    }
}
