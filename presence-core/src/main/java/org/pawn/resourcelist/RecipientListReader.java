package org.pawn.resourcelist;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlBody;
import org.pawn.xml.XmlCursor;

/**
 * Reads the list that comes with a request (RFC 5367, with the format of RFC 4826): entries by URI, lists in lists as if
 * they were one, who stands twice once. Entries by reference are refused, since nothing here fetches. Thread-safe.
 */
public final class RecipientListReader {
    /** The longest body that is looked at. */
    public static final int MAX_BYTES = 128 * 1024;

    private static final int MAX_NAME = 256;

    private final Map<AddressOfRecord, ResourceList.Entry> entries = new LinkedHashMap<>();

    private RecipientListReader() {}

    /**
     * @throws Refusal.TooLarge if the body is longer than {@link #MAX_BYTES}
     * @throws Refusal.Invalid if it is no well-formed list of addresses, or too long a one; never repeats the body
     */
    public static List<ResourceList.Entry> read(byte[] body) {
        return XmlBody.read(body, MAX_BYTES, "list of resources", root -> new RecipientListReader().lists(root));
    }

    private List<ResourceList.Entry> lists(XmlCursor xml) throws XMLStreamException {
        ListEntries.visit(xml, this::entry);
        return List.copyOf(entries.values());
    }

    private void entry(XmlCursor xml) throws XMLStreamException {
        AddressOfRecord address =
                AddressOfRecord.parse(xml.attribute("uri").orElse("")); // what is none makes the body invalid
        Optional<String> name = Optional.empty();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(ListEntries.NAMESPACE, "display-name")) {
                name = Optional.of(xml.text()).filter(text -> !text.isEmpty() && text.length() <= MAX_NAME);
            }
        }
        entries.putIfAbsent(address, new ResourceList.Entry(address, name));
        if (entries.size() > ResourceList.MAX_ENTRIES) {
            throw new Refusal.Invalid("body", "The list has too many entries.");
        }
    }
}
