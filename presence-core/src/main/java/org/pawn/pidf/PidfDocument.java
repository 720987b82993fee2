package org.pawn.pidf;

import java.util.List;
import java.util.Optional;

/**
 * What one presence body says, as written and not yet believed (RFC 3863 section 4.1.1, RFC 4479).
 *
 * @param entity the presentity's URI, as written; whoever takes the body compares it with whom it came from
 * @param tuples in document order
 * @param person the first {@code dm:person}; with none, who is meant is told by the tuples alone
 * @param notes notes of the whole document, in document order
 */
public record PidfDocument(String entity, List<PidfTuple> tuples, Optional<PidfPerson> person, List<PidfNote> notes) {
    /** The media type of the body (RFC 3863 section 5). */
    public static final String CONTENT_TYPE = "application/pidf+xml";

    public PidfDocument {
        if (entity.isBlank()) {
            throw new IllegalArgumentException("a presence document names its entity");
        }
        tuples = List.copyOf(tuples);
        notes = List.copyOf(notes);
    }
}
