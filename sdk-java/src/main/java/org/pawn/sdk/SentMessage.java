package org.pawn.sdk;

import java.time.Instant;

/**
 * A message that the server took over: it is not lost from here on.
 *
 * @param state {@code delivered} to at least one device, or {@code waiting}; open
 */
public record SentMessage(String id, String to, String state, Instant sentAt) {}
