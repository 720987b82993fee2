package org.pawn.sdk;

import java.time.Instant;

/**
 * A session as the server holds it, and what shows of the person now.
 *
 * @param id your own name for the session
 * @param application who speaks, from the token
 * @param state what was said; {@code expires} is empty, see {@code expiresAt}
 * @param why which rule decided what shows, for people
 */
public record SessionAnswer(
        String id, String application, SessionState state, Instant expiresAt, Presence effective, String why) {}
