package org.pawn.presence;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pawn.concurrent.Lanes;
import org.pawn.time.SettableTime;
import org.pawn.time.Timers;

/** A {@link PresenceService} from one start to its end, with what its listener heard; timers do not outlive it. */
final class ServiceLife implements Timers, AutoCloseable {
    private final SettableTime time;
    private final Lanes lanes = new Lanes(1);
    private final List<NaivePresence.Told> told = new ArrayList<>(); // lane only until settled
    private volatile boolean ended;
    final PresenceService presence;

    ServiceLife(
            SettableTime time,
            PublicationStore publications,
            ManualStateStore manualStates,
            SecureRandom random,
            CompositionPolicy policy) {
        this.time = time;
        presence = new PresenceService(lanes, time, this, publications, manualStates, random, policy);
        presence.addListener((before, after) -> told.add(new NaivePresence.Told(before, after)));
        presence.start();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return time.after(delay, () -> {
            if (!ended) {
                task.run();
                settle(); // at this very instant, before the clock goes on
            }
        });
    }

    /** Waits until the lane has nothing more to do: what one task hands in runs before the third that follows it. */
    void settle() {
        for (int i = 0; i < 4; i++) {
            lanes.run("the only lane", () -> null).join();
        }
    }

    List<NaivePresence.Told> told() {
        return told;
    }

    /** An orderly end: what is to be stored is stored. */
    @Override
    public void close() {
        ended = true;
        presence.close();
        lanes.close();
    }
}
