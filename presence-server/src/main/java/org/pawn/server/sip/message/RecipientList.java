package org.pawn.server.sip.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.pawn.refusal.Refusal;
import org.pawn.resourcelist.ListEntries;
import org.pawn.xml.XmlBody;
import org.pawn.xml.XmlCursor;
import org.pawn.xml.XmlOut;

/**
 * One message to many (RFC 5365): its recipients, and what each of them gets.
 *
 * @param entries each URI once, in their order
 * @param parts what is sent, without the list
 */
public record RecipientList(List<Entry> entries, List<MultipartBody.Part> parts) {
    public static final int MAX_RECIPIENTS = 100;

    private static final String COPY_CONTROL = "urn:ietf:params:xml:ns:copycontrol";

    /**
     * @param copy who else may know of it (RFC 5364 section 4): {@code to}, {@code cc}, {@code bcc}; empty where not said
     * @param anonymous whether the others are told that there is somebody, and not who
     */
    public record Entry(String uri, String copy, boolean anonymous) {}

    public RecipientList {
        entries = List.copyOf(entries);
        parts = List.copyOf(parts);
    }

    /**
     * @throws Refusal.Invalid if there is no list, or nothing to send, or the list is malformed
     * @throws Refusal.LimitExceeded if there are more than {@link #MAX_RECIPIENTS}
     */
    public static RecipientList read(String contentType, byte[] body) {
        List<MultipartBody.Part> all = MultipartBody.read(contentType, body);
        List<MultipartBody.Part> lists =
                all.stream().filter(RecipientList::isList).toList();
        List<MultipartBody.Part> parts =
                all.stream().filter(part -> !isList(part)).toList();
        if (lists.size() != 1 || parts.isEmpty() || !lists.get(0).isA(ListEntries.CONTENT_TYPE)) {
            throw new Refusal.Invalid("body", "There is one recipient list, and something to send.");
        }
        byte[] xml = lists.get(0).content();
        return new RecipientList(XmlBody.read(xml, 64 * 1024, "recipient list", RecipientList::entries), parts);
    }

    /** What each recipient gets: the part itself, or several together with who else got it, where that is to be known. */
    public MultipartBody.Part content(String boundary) {
        List<MultipartBody.Part> sent = new ArrayList<>(parts);
        history().ifPresent(sent::add);
        return sent.size() == 1
                ? sent.get(0)
                : new MultipartBody.Part(
                        Map.of("content-type", "multipart/mixed;boundary=\"" + boundary + "\""),
                        MultipartBody.write(sent, boundary));
    }

    /** Nobody learns of a bcc (RFC 5365 section 7.4). */
    private Optional<MultipartBody.Part> history() {
        List<Entry> told = entries.stream()
                .filter(entry -> entry.copy().equals("to") || entry.copy().equals("cc"))
                .toList();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        XmlOut xml = new XmlOut()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<resource-lists xmlns=\"" + ListEntries.NAMESPACE
                        + "\" xmlns:cp=\"" + COPY_CONTROL + "\"><list>");
        for (Entry entry : told) {
            xml.raw("<entry")
                    .attribute("uri", entry.anonymous() ? "sip:anonymous@anonymous.invalid" : entry.uri())
                    .attribute("cp:copyControl", entry.copy())
                    .raw("/>");
        }
        byte[] bytes = xml.raw("</list></resource-lists>").bytes();
        return Optional.of(new MultipartBody.Part(
                Map.of(
                        "content-type",
                        ListEntries.CONTENT_TYPE,
                        "content-disposition",
                        "recipient-list-history; handling=optional"),
                bytes));
    }

    /** Whatever its type: a list is never sent on, since it says who gets a blind copy. */
    private static boolean isList(MultipartBody.Part part) {
        String disposition = part.headers().getOrDefault("content-disposition", "");
        return disposition.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("recipient-list");
    }

    private static List<Entry> entries(XmlCursor xml) throws XMLStreamException {
        Map<String, Entry> found = new LinkedHashMap<>();
        ListEntries.visit(xml, entry -> add(entry, found));
        if (found.isEmpty()) {
            throw new Refusal.Invalid("body", "The recipient list is empty.");
        }
        return List.copyOf(found.values());
    }

    private static void add(XmlCursor xml, Map<String, Entry> found) {
        String uri = xml.attribute("uri").orElse("").strip();
        String copy = xml.attribute(COPY_CONTROL, "copyControl").orElse("").toLowerCase(Locale.ROOT);
        boolean anonymous =
                xml.attribute(COPY_CONTROL, "anonymize").filter("true"::equals).isPresent();
        found.putIfAbsent(uri, new Entry(uri, copy, anonymous));
        if (found.size() > MAX_RECIPIENTS) {
            throw new Refusal.LimitExceeded("At most " + MAX_RECIPIENTS + " people get one message.", Duration.ZERO);
        }
    }
}
