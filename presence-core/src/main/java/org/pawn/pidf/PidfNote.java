package org.pawn.pidf;

import java.util.Optional;

/**
 * A sentence for people (RFC 3863 section 4.1.6).
 *
 * @param lang the language tag of {@code xml:lang}, as written
 */
public record PidfNote(String text, Optional<String> lang) {}
