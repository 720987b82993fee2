package org.pawn.pidf;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes PIDF with RPID (RFC 3863, 4479, 4480), in UTF-8 and in the schemas' order, so that equal documents are equal
 * bytes. Characters that XML cannot hold are left out. Thread-safe.
 */
public final class PidfWriter {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<presence xmlns=\"" + Namespaces.PIDF + "\" xmlns:dm=\"" + Namespaces.DATA_MODEL + "\" xmlns:rpid=\""
            + Namespaces.RPID + "\"";

    private final StringBuilder out = new StringBuilder(1024);

    private PidfWriter() {}

    public static byte[] write(PidfDocument document) {
        PidfWriter writer = new PidfWriter();
        writer.presence(document);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void presence(PidfDocument document) {
        out.append(HEAD);
        attribute("entity", document.entity());
        out.append(">\n");
        document.tuples().forEach(this::tuple);
        notes("note", document.notes());
        document.person().ifPresent(this::person);
        out.append("</presence>\n");
    }

    private void tuple(PidfTuple tuple) {
        out.append("<tuple");
        attribute("id", tuple.id());
        out.append("><status>");
        tuple.open().ifPresent(open -> element("basic", open ? "open" : "closed"));
        out.append("</status>");
        activities(tuple.activities(), "");
        tuple.idle().ifPresent(this::idle);
        tuple.contact().ifPresent(contact -> {
            out.append("<contact");
            tuple.priority().ifPresent(q -> attribute("priority", String.format(Locale.ROOT, "%.3f", q)));
            out.append('>');
            text(contact);
            out.append("</contact>");
        });
        notes("note", tuple.notes());
        tuple.timestamp().ifPresent(instant -> element("timestamp", instant.toString()));
        out.append("</tuple>\n");
    }

    private void person(PidfPerson person) {
        out.append("<dm:person");
        attribute("id", person.id());
        out.append('>');
        StringBuilder range = new StringBuilder();
        person.from().ifPresent(from -> range.append(" from=\"").append(from).append('"'));
        person.until()
                .ifPresent(until -> range.append(" until=\"").append(until).append('"'));
        activities(person.activities(), range.toString());
        person.idle().ifPresent(this::idle);
        notes("dm:note", person.notes());
        out.append("</dm:person>\n");
    }

    private void activities(Collection<RpidActivity> activities, String range) {
        if (activities.isEmpty()) {
            return;
        }
        out.append("<rpid:activities").append(range).append('>');
        for (RpidActivity activity : activities) {
            if (activity.text().isEmpty()) {
                out.append("<rpid:").append(activity.name()).append("/>");
            } else {
                element("rpid:" + activity.name(), activity.text());
            }
        }
        out.append("</rpid:activities>");
    }

    private void idle(RpidIdle idle) {
        out.append("<rpid:user-input");
        idle.lastInput().ifPresent(last -> attribute("last-input", last.toString()));
        out.append('>').append(idle.idle() ? "idle" : "active").append("</rpid:user-input>");
    }

    private void notes(String name, List<PidfNote> notes) {
        for (PidfNote note : notes) {
            out.append('<').append(name);
            Optional<String> lang = note.lang();
            lang.ifPresent(tag -> attribute("xml:lang", tag));
            out.append('>');
            text(note.text());
            out.append("</").append(name).append('>');
        }
    }

    private void element(String name, String content) {
        out.append('<').append(name).append('>');
        text(content);
        out.append("</").append(name).append('>');
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        text(value);
        out.append('"');
    }

    private void text(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> {
                    if (isXml(c)) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
    }

    private static boolean isXml(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' || c == 0x7f;
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        return !control && !surrogate && c != 0xfffe && c != 0xffff;
    }
}
