package org.pawn.pidf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.pawn.xml.XmlOut;

/**
 * Writes PIDF with RPID, timed status, CIPID and capabilities (RFC 3863, 4479, 4480, 4481, 4482, 5196), in UTF-8 and in
 * the schemas' order, so that equal documents are equal bytes. Characters that XML cannot hold are left out. Thread-safe.
 */
public final class PidfWriter {
    private final XmlOut out = new XmlOut();
    private final RpidWriter rpid = new RpidWriter(out);
    private final ExtensionWriter extensions = new ExtensionWriter(out);

    private PidfWriter() {}

    public static byte[] write(PidfDocument document) {
        PidfWriter writer = new PidfWriter();
        writer.presence(document);
        return writer.out.bytes();
    }

    private void presence(PidfDocument document) {
        out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<presence")
                .attribute("xmlns", Namespaces.PIDF)
                .attribute("xmlns:dm", Namespaces.DATA_MODEL)
                .attribute("xmlns:rpid", Namespaces.RPID);
        declareExtensions(document);
        out.attribute("entity", document.entity()).raw(">\n");
        document.tuples().forEach(this::tuple);
        notes("note", document.notes());
        document.person().ifPresent(this::person);
        out.raw("</presence>\n");
    }

    /** Only what is used: every byte counts in a datagram. */
    private void declareExtensions(PidfDocument document) {
        List<PidfTuple.Extensions> all =
                document.tuples().stream().map(PidfTuple::extensions).toList();
        if (all.stream().anyMatch(one -> !one.timed().isEmpty())) {
            out.attribute("xmlns:ts", Namespaces.TIMED_STATUS);
        }
        if (Stream.concat(
                        all.stream().map(PidfTuple.Extensions::card),
                        document.person().stream().map(PidfPerson::card))
                .anyMatch(card -> card.isPresent())) {
            out.attribute("xmlns:c", Namespaces.CIPID);
        }
        if (all.stream().anyMatch(one -> one.capabilities().isPresent())) {
            out.attribute("xmlns:caps", Namespaces.CAPABILITIES);
        }
    }

    private void tuple(PidfTuple tuple) {
        out.raw("<tuple").attribute("id", tuple.id()).raw("><status>");
        tuple.open().ifPresent(open -> out.element("basic", open ? "open" : "closed"));
        out.raw("</status>");
        rpid.activities(tuple.activities(), Optional.empty(), Optional.empty());
        rpid.elements(tuple.extensions().rpid());
        tuple.idle().ifPresent(rpid::idle);
        tuple.extensions().capabilities().ifPresent(extensions::capabilities);
        tuple.extensions().card().ifPresent(extensions::card);
        tuple.extensions().timed().forEach(extensions::timed);
        tuple.contact().ifPresent(contact -> {
            out.raw("<contact");
            tuple.priority().ifPresent(q -> out.attribute("priority", String.format(Locale.ROOT, "%.3f", q)));
            out.raw(">").text(contact).raw("</contact>");
        });
        notes("note", tuple.notes());
        tuple.timestamp().ifPresent(instant -> out.element("timestamp", instant.toString()));
        out.raw("</tuple>\n");
    }

    private void person(PidfPerson person) {
        out.raw("<dm:person").attribute("id", person.id()).raw(">");
        rpid.activities(person.activities(), person.from(), person.until());
        rpid.elements(person.rpid());
        person.idle().ifPresent(rpid::idle);
        person.card().ifPresent(extensions::card);
        notes("dm:note", person.notes());
        out.raw("</dm:person>\n");
    }

    private void notes(String name, List<PidfNote> notes) {
        for (PidfNote note : notes) {
            out.raw("<").raw(name);
            note.lang().ifPresent(tag -> out.attribute("xml:lang", tag));
            out.raw(">").text(note.text()).raw("</").raw(name).raw(">");
        }
    }
}
