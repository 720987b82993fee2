package org.pawn.sdk;

import java.time.Instant;

/**
 * An instant message.
 *
 * @param text untrusted, so escape it wherever you show it
 * @param alert false while its receiver does not want to be disturbed
 */
public record Message(String id, String from, String to, String text, Instant sentAt, boolean alert) {}
