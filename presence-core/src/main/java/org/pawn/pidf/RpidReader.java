package org.pawn.pidf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.pawn.xml.XmlCursor;

/** Gathers the RPID elements that stand in one tuple, status, timed status or person (RFC 4480 section 3). */
final class RpidReader {
    private static final int MAX_ACTIVITIES = 32;
    private static final int MAX_ELEMENTS = 32;

    final List<RpidActivity> activities = new ArrayList<>();
    final List<RpidElement> elements = new ArrayList<>();
    final List<PidfNote> notes = new ArrayList<>();
    Optional<Instant> from = Optional.empty();
    Optional<Instant> until = Optional.empty();
    Optional<RpidIdle> idle = Optional.empty();

    /** Takes the element that the cursor stands on, if it is one of RPID's. */
    void read(XmlCursor xml) throws XMLStreamException {
        if (!Namespaces.isRpid(xml.namespace())) {
            return;
        }
        String name = xml.name();
        if (name.equals("activities")) {
            activities(xml);
        } else if (name.equals("user-input")) {
            Optional<Instant> last =
                    xml.attribute("last-input").or(() -> xml.attribute("since")).flatMap(PidfReader::instant);
            idle = Optional.of(new RpidIdle(xml.text().equals("idle"), last));
        } else if (RpidElement.NAMES.contains(name)) {
            PidfReader.add(elements, element(name, xml), MAX_ELEMENTS);
        }
    }

    private void activities(XmlCursor xml) throws XMLStreamException {
        from = xml.attribute("from").flatMap(PidfReader::instant);
        until = xml.attribute("until").flatMap(PidfReader::instant);
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            String name = xml.name();
            if (name.equals("note")) {
                PidfReader.add(notes, PidfReader.note(xml), PidfReader.MAX_NOTES);
            } else {
                PidfReader.add(activities, RpidActivity.of(name, xml.text()), MAX_ACTIVITIES);
            }
        }
    }

    /** Its notes are about itself, not about the person, and are left out. */
    private static RpidElement element(String name, XmlCursor xml) throws XMLStreamException {
        Optional<Instant> from = xml.attribute("from").flatMap(PidfReader::instant);
        Optional<Instant> until = xml.attribute("until").flatMap(PidfReader::instant);
        Optional<String> description = xml.attribute("description").filter(said -> !said.isEmpty());
        List<RpidElement.Word> words = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int depth = xml.depth();
        while (xml.nextChild(depth, text)) {
            String word = xml.name();
            StringBuilder said = new StringBuilder();
            Optional<String> inside = Optional.empty();
            int inner = xml.depth();
            while (xml.nextChild(inner, said)) {
                inside = Optional.of(xml.name()).filter(RpidElement.Word::isName);
            }
            if (RpidElement.Word.isName(word) && !word.equals("note")) {
                PidfReader.add(
                        words,
                        new RpidElement.Word(
                                word, inside.isPresent() ? "" : said.toString().strip(), inside),
                        MAX_ELEMENTS);
            }
        }
        return new RpidElement(name, words, words.isEmpty() ? text.toString().strip() : "", from, until, description);
    }
}
