package org.pawn.pidf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.pawn.vocabulary.Capability;
import org.pawn.vocabulary.Vocabulary;
import org.pawn.xml.XmlCursor;

/** Gathers what extends one tuple or person: timed status (RFC 4481), CIPID (RFC 4482), capabilities (RFC 5196). */
final class ExtensionReader {
    private static final int MAX_TIMES = 16;
    private static final int MAX_WORDS = 64;
    private static final int MAX_WORD = 64;
    private static final int MAX_URI = 1024;
    private static final Map<String, Capability.Form> CAPABILITIES = Vocabulary.capabilities().stream()
            .collect(Collectors.toUnmodifiableMap(Capability::caps, Capability::form));

    final List<TimedStatus> timed = new ArrayList<>();
    Optional<ServiceCapabilities> capabilities = Optional.empty();
    private final Map<String, String> card = new HashMap<>();

    /** Takes the element that the cursor stands on, if it is one of these; otherwise says so. */
    boolean reads(XmlCursor xml) throws XMLStreamException {
        if (xml.is(Namespaces.TIMED_STATUS, "timed-status")) {
            timed(xml).ifPresent(one -> PidfReader.add(timed, one, MAX_TIMES));
        } else if (xml.is(Namespaces.CAPABILITIES, "servcaps")) {
            capabilities = Optional.of(capabilities(xml));
        } else if (xml.namespace().equals(Namespaces.CIPID)) {
            String name = xml.name();
            String text = xml.text();
            if (!text.isEmpty() && text.length() <= MAX_URI) {
                card.put(name, text);
            }
        } else {
            return false;
        }
        return true;
    }

    Optional<ContactCard> card() {
        ContactCard read = new ContactCard(
                part("card"), part("display-name"), part("homepage"), part("icon"), part("map"), part("sound"));
        return Optional.of(read).filter(one -> !one.equals(ContactCard.NOTHING));
    }

    private Optional<String> part(String name) {
        return Optional.ofNullable(card.get(name));
    }

    /** Without a beginning, or with an end before it, it is no time. */
    private static Optional<TimedStatus> timed(XmlCursor xml) throws XMLStreamException {
        var from = xml.attribute("from").flatMap(PidfReader::instant);
        var until = xml.attribute("until").flatMap(PidfReader::instant);
        Optional<Boolean> open = Optional.empty();
        RpidReader rpid = new RpidReader();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            boolean known = xml.namespace().equals(Namespaces.TIMED_STATUS)
                    || xml.namespace().equals(Namespaces.PIDF);
            if (known && xml.name().equals("basic")) {
                open = PidfReader.basic(xml.text());
            } else {
                rpid.read(xml);
            }
        }
        boolean isTime = from.isPresent() && until.map(from.get()::isBefore).orElse(true);
        Optional<Boolean> said = open;
        return isTime ? from.map(begin -> new TimedStatus(begin, until, said, rpid.activities)) : Optional.empty();
    }

    private static ServiceCapabilities capabilities(XmlCursor xml) throws XMLStreamException {
        List<ServiceCapabilities.Flag> flags = new ArrayList<>();
        List<ServiceCapabilities.Listed> sets = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            String name = xml.name();
            Capability.Form form = xml.namespace().equals(Namespaces.CAPABILITIES) ? CAPABILITIES.get(name) : null;
            if (form == Capability.Form.FLAG) {
                String said = xml.text();
                if (said.equals("true") || said.equals("1") || said.equals("false") || said.equals("0")) {
                    boolean can = said.equals("true") || said.equals("1");
                    PidfReader.add(flags, new ServiceCapabilities.Flag(name, can), MAX_WORDS);
                }
            } else if (form == Capability.Form.SET) {
                PidfReader.add(sets, set(name, xml), MAX_WORDS);
            }
        }
        return new ServiceCapabilities(flags, sets);
    }

    private static ServiceCapabilities.Listed set(String name, XmlCursor xml) throws XMLStreamException {
        List<String> supported = new ArrayList<>();
        List<String> notSupported = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            boolean isSupported = xml.name().equals("supported");
            if (!isSupported && !xml.name().equals("notsupported")) {
                continue;
            }
            int inner = xml.depth();
            while (xml.nextChild(inner)) {
                String word = xml.name();
                String text = xml.text();
                boolean isSpelledOut = ServiceCapabilities.isSpelledOut(name);
                String said = isSpelledOut ? text : word;
                boolean isPlain =
                        isSpelledOut ? !said.isEmpty() && said.length() <= MAX_WORD : RpidElement.Word.isName(said);
                if (isPlain) {
                    PidfReader.add(isSupported ? supported : notSupported, said, MAX_WORDS);
                }
            }
        }
        return new ServiceCapabilities.Listed(name, supported, notSupported);
    }
}
