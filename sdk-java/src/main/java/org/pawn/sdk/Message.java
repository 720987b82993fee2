package org.pawn.sdk;

import java.time.Instant;

/**
 * An instant message.
 *
 * @param text untrusted, so escape it wherever you show it
 */
public record Message(String id, String from, String to, String text, Instant sentAt) {}
