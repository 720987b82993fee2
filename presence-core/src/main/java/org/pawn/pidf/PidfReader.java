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
 * Reads PIDF with RPID, timed status, CIPID and capabilities (RFC 3863, 4479, 4480, 4481, 4482, 5196). What it does not
 * know it skips, as RFC 3863 section 4.2 asks. Thread-safe.
 */
public final class PidfReader {
    /** The longest body that is looked at. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_TUPLES = 64;
    static final int MAX_NOTES = 32;

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
        RpidReader rpid = new RpidReader();
        ExtensionReader extensions = new ExtensionReader();
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
            } else if (!extensions.reads(xml)) {
                rpid.read(xml);
            }
        }
        notes.addAll(rpid.notes);
        return new PidfTuple(
                id,
                open,
                contact,
                priority,
                rpid.activities,
                rpid.idle,
                notes,
                timestamp,
                new PidfTuple.Extensions(rpid.elements, extensions.timed, extensions.capabilities, extensions.card()));
    }

    private static Optional<Boolean> status(XmlCursor xml, RpidReader rpid) throws XMLStreamException {
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

    static Optional<Boolean> basic(String text) {
        return switch (text) {
            case "open" -> Optional.of(true);
            case "closed" -> Optional.of(false);
            default -> Optional.empty(); // some phones publish "unknown"
        };
    }

    private static PidfPerson person(XmlCursor xml) throws XMLStreamException {
        String id = xml.attribute("id").orElse("");
        RpidReader rpid = new RpidReader();
        ExtensionReader extensions = new ExtensionReader();
        List<PidfNote> notes = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(Namespaces.DATA_MODEL, "note")) {
                add(notes, note(xml), MAX_NOTES);
            } else if (!extensions.reads(xml)) {
                rpid.read(xml);
            }
        }
        notes.addAll(rpid.notes);
        return new PidfPerson(
                id, rpid.activities, rpid.from, rpid.until, rpid.idle, notes, rpid.elements, extensions.card());
    }

    static PidfNote note(XmlCursor xml) throws XMLStreamException {
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

    static Optional<Instant> instant(String written) {
        try {
            return Optional.of(OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty(); // a time without a zone, or none: it tells us nothing
        }
    }

    static <T> void add(List<T> list, T element, int most) {
        if (list.size() >= most) {
            throw new Refusal.Invalid("body", "The document has too many parts of one kind.");
        }
        list.add(element);
    }
}
