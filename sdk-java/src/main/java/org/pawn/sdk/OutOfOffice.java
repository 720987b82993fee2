package org.pawn.sdk;

import java.time.Instant;
import java.util.Optional;

/**
 * A person who is out of office.
 *
 * @param until when they are back, where known
 * @param text their own words, where given
 */
public record OutOfOffice(Optional<Instant> until, Optional<String> text) {}
