package org.pawn.rest.feed;

import java.time.Duration;

/**
 * The feed's bounds.
 *
 * @param helloWithin how long a new connection may stay silent
 * @param pingEvery how often a connection is asked whether it is there
 * @param deadAfter how long it may then stay silent; with {@code pingEvery} under 45 s, as the contract says
 * @param writeWithin how long the network may take one frame's bytes
 * @param keepFor how long a broken feed can be resumed
 * @param maxQueuedBytes of frames that cannot be replaced by newer ones
 * @param maxWatched people on one connection, those of its queries aside
 * @param maxQueries watched on one connection
 */
public record FeedConfig(
        Duration helloWithin,
        Duration pingEvery,
        Duration deadAfter,
        Duration writeWithin,
        Duration keepFor,
        int maxQueuedBytes,
        int maxWatched,
        int maxQueries) {

    public static final FeedConfig DEFAULT = new FeedConfig(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            1024 * 1024,
            20_000,
            16);
}
