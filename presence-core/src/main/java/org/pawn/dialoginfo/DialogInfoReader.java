package org.pawn.dialoginfo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLStreamException;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlBody;
import org.pawn.xml.XmlCursor;

/** Reads dialog state (RFC 4235 section 4.1); elements and attributes that it does not know it skips. Thread-safe. */
public final class DialogInfoReader {
    /** The longest body that is looked at. */
    public static final int MAX_BYTES = 64 * 1024;

    /** The most dialogs of one agent. */
    public static final int MAX_DIALOGS = 64;

    private static final String NAMESPACE = "urn:ietf:params:xml:ns:dialog-info";
    private static final int MAX_PARAMETERS = 32;

    private DialogInfoReader() {}

    /**
     * @throws Refusal.TooLarge if the body is longer than {@link #MAX_BYTES}
     * @throws Refusal.Invalid if it is no well-formed dialog document, has a document type, lacks what the schema
     *     demands, or breaks a bound; the message never repeats the body
     */
    public static DialogInfo read(byte[] body) {
        return XmlBody.read(body, MAX_BYTES, "dialog document", DialogInfoReader::document);
    }

    private static DialogInfo document(XmlCursor xml) throws XMLStreamException {
        if (!xml.is(NAMESPACE, "dialog-info")) {
            throw new Refusal.Invalid("body", "The root is not a dialog-info element.");
        }
        String entity = xml.attribute("entity").orElse("");
        long version =
                xml.attribute("version").map(Long::parseLong).orElse(0L); // some agents send full state uncounted
        boolean full = isFull(xml.attribute("state").orElse(""));
        List<Dialog> dialogs = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(NAMESPACE, "dialog")) {
                if (dialogs.size() >= MAX_DIALOGS) {
                    throw new Refusal.Invalid("body", "The document tells of too many dialogs.");
                }
                dialogs.add(dialog(xml));
            }
        }
        return new DialogInfo(entity, version, full, dialogs);
    }

    private static boolean isFull(String state) {
        return switch (state) {
            case "full" -> true;
            case "partial" -> false;
            default -> throw new Refusal.Invalid("state", "A dialog document is full or partial.");
        };
    }

    private static Dialog dialog(XmlCursor xml) throws XMLStreamException {
        String id = xml.attribute("id").orElse("");
        Optional<String> callId = xml.attribute("call-id");
        Optional<String> localTag = xml.attribute("local-tag");
        Optional<String> remoteTag = xml.attribute("remote-tag");
        Optional<Dialog.Direction> direction = xml.attribute("direction").flatMap(DialogInfoReader::direction);
        Optional<Dialog.State> state = Optional.empty();
        Optional<String> event = Optional.empty();
        OptionalInt code = OptionalInt.empty();
        Optional<Duration> duration = Optional.empty();
        Participant local = Participant.UNSAID;
        Participant remote = Participant.UNSAID;
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(NAMESPACE, "state")) {
                event = xml.attribute("event");
                code = code(xml.attribute("code").orElse(""));
                state = Optional.of(state(xml.text()));
            } else if (xml.is(NAMESPACE, "duration")) {
                duration = duration(xml.text());
            } else if (xml.is(NAMESPACE, "local")) {
                local = participant(xml);
            } else if (xml.is(NAMESPACE, "remote")) {
                remote = participant(xml);
            }
        }
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                state.orElseThrow(() -> new Refusal.Invalid("body", "A dialog has no state.")),
                event,
                code,
                duration,
                local,
                remote);
    }

    private static Optional<Dialog.Direction> direction(String written) {
        return switch (written) {
            case "initiator" -> Optional.of(Dialog.Direction.INITIATOR);
            case "recipient" -> Optional.of(Dialog.Direction.RECIPIENT);
            default -> Optional.empty();
        };
    }

    private static Dialog.State state(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "trying" -> Dialog.State.TRYING;
            case "proceeding" -> Dialog.State.PROCEEDING;
            case "early" -> Dialog.State.EARLY;
            case "confirmed" -> Dialog.State.CONFIRMED;
            case "terminated" -> Dialog.State.TERMINATED;
            default -> throw new Refusal.Invalid("body", "A dialog is in no state of RFC 4235.");
        };
    }

    private static OptionalInt code(String written) {
        return written.matches("[1-6][0-9]{2}") ? OptionalInt.of(Integer.parseInt(written)) : OptionalInt.empty();
    }

    private static Optional<Duration> duration(String written) {
        return written.matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(written)))
                : Optional.empty();
    }

    private static Participant participant(XmlCursor xml) throws XMLStreamException {
        Optional<String> identity = Optional.empty();
        Optional<String> display = Optional.empty();
        Optional<String> target = Optional.empty();
        Map<String, String> parameters = new LinkedHashMap<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(NAMESPACE, "identity")) {
                display = xml.attribute("display").filter(name -> !name.isEmpty());
                identity = Optional.of(xml.text()).filter(uri -> !uri.isEmpty());
            } else if (xml.is(NAMESPACE, "target")) {
                target = xml.attribute("uri").filter(uri -> !uri.isEmpty());
                parameters(xml, parameters);
            }
        }
        return new Participant(identity, display, target, parameters);
    }

    private static void parameters(XmlCursor xml, Map<String, String> parameters) throws XMLStreamException {
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(NAMESPACE, "param")) {
                if (parameters.size() >= MAX_PARAMETERS) {
                    throw new Refusal.Invalid("body", "A target has too many parameters.");
                }
                String name = xml.attribute("pname").orElse("").toLowerCase(Locale.ROOT);
                parameters.put(
                        name.startsWith("+") ? name.substring(1) : name,
                        xml.attribute("pval").orElse(""));
            }
        }
    }
}
