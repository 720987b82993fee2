package org.pawn.resourcelist;

import java.util.ArrayList;
import java.util.List;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlBody;

/** Reads which documents and parts of them a subscriber selects: the URIs of a list (RFC 5875 section 4.4). Pure. */
public final class SelectionReader {
    /** The most that one subscriber selects at once. */
    public static final int MAX_ENTRIES = 100;

    private static final int MAX_BYTES = 64 * 1024;

    private SelectionReader() {}

    /**
     * @throws Refusal.TooLarge if the body is too long
     * @throws Refusal.Invalid if it is no well-formed list, or one of more than {@link #MAX_ENTRIES}
     */
    public static List<String> read(byte[] body) {
        return XmlBody.read(body, MAX_BYTES, "list of documents", root -> {
            List<String> uris = new ArrayList<>();
            ListEntries.visit(root, entry -> {
                uris.add(entry.attribute("uri").orElse("").strip());
                if (uris.size() > MAX_ENTRIES) {
                    throw new Refusal.Invalid("body", "More is selected than can be watched at once.");
                }
            });
            return List.copyOf(uris);
        });
    }
}
