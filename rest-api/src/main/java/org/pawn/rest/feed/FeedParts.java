package org.pawn.rest.feed;

import java.util.concurrent.Executor;
import org.pawn.rest.http.Origins;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/** What every connection of the feed shares. */
record FeedParts(
        FeedConfig config,
        FeedServices services,
        Origins origins,
        Executor writers,
        FeedMemories memories,
        FeedRegistry registry,
        RefusedPeople refused,
        ViewTexts texts) {

    TimeSource time() {
        return services.time();
    }

    Timers timers() {
        return services.timers();
    }
}
