package org.pawn.reginfo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.pawn.address.AddressOfRecord;
import org.pawn.registration.BindingInfo;
import org.pawn.time.Moment;
import org.pawn.xml.XmlOut;

/** Writes a person's registration (RFC 3680 section 5), for that person's eyes. Pure. */
public final class RegInfoWriter {
    /** The media type of the body (RFC 3680 section 5.1). */
    public static final String CONTENT_TYPE = "application/reginfo+xml";

    private static final int ID_BYTES = 8;

    /** Where the registration as a whole stands (RFC 3680 section 4.7.1). */
    public enum State {
        /** Nothing is registered. */
        INIT,
        ACTIVE,
        /** The last contact went with this document. */
        TERMINATED
    }

    private RegInfoWriter() {}

    /**
     * @param version counts the documents of one subscription from zero
     * @param full whether these are all contacts; else those that changed
     */
    public static byte[] write(
            AddressOfRecord address, long version, boolean full, State state, List<BindingInfo> contacts, Moment now) {
        XmlOut out = new XmlOut()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<reginfo")
                .attribute("xmlns", "urn:ietf:params:xml:ns:reginfo")
                .attribute("version", Long.toString(version))
                .attribute("state", full ? "full" : "partial")
                .raw(">\n<registration")
                .attribute("aor", address.sipUri())
                .attribute("id", id(address.toString()))
                .attribute("state", state.name().toLowerCase(Locale.ROOT))
                .raw(">\n");
        contacts.forEach(contact -> contact(out, contact, now));
        return out.raw("</registration>\n</reginfo>\n").bytes();
    }

    private static void contact(XmlOut out, BindingInfo info, Moment now) {
        boolean over = info.event().isEnd();
        out.raw("<contact")
                .attribute("id", id(info.binding().contact()))
                .attribute("state", over ? "terminated" : "active")
                .attribute("event", info.event().label())
                .attribute("duration-registered", seconds(Duration.between(info.since(), now.wall())));
        if (!over) {
            out.attribute("expires", seconds(now.until(info.binding().deadlineNanos())));
        }
        out.attribute("q", String.format(Locale.ROOT, "%.3f", info.binding().q() / 1000.0))
                .attribute("callid", info.binding().callId())
                .attribute("cseq", Long.toString(info.binding().cseq()))
                .raw(">")
                .element("uri", info.binding().contact());
        info.binding()
                .instance()
                .ifPresent(instance -> out.raw("<unknown-param")
                        .attribute("name", "+sip.instance")
                        .raw(">")
                        .text("\"" + instance + "\"")
                        .raw("</unknown-param>"));
        out.raw("</contact>\n");
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(0, duration.toSeconds()));
    }

    /** The same for the same text, so that a contact keeps its id for as long as it is there. */
    private static String id(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
