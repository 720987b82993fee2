package org.pawn.server.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/** Lets the demo's people come, go and take calls, as their desktops would say it, until it is closed. */
public final class DemoMovement implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(8);
    private static final Duration LIFE = Duration.ofMinutes(2);

    /** One thing somebody's desktop says. */
    private record Scene(AddressOfRecord person, Availability availability, List<Activity> activities, String note) {}

    private static final List<Scene> SCENES = List.of(
            scene(DemoPeople.BOB, Availability.AVAILABLE, "At the service desk"),
            scene(DemoPeople.CAROL, Availability.AVAILABLE, "Working from New York"),
            scene(DemoPeople.BOB, Availability.BUSY, "On the phone", Activity.Kind.IN_A_CALL),
            scene(DemoPeople.CAROL, Availability.BE_RIGHT_BACK, "Getting a coffee"),
            scene(DemoPeople.BOB, Availability.AVAILABLE, "At the service desk"),
            scene(DemoPeople.CAROL, Availability.DO_NOT_DISTURB, "Writing the brief", Activity.Kind.FOCUSING),
            scene(DemoPeople.BOB, Availability.AWAY, "At lunch", Activity.Kind.LUNCH),
            scene(DemoPeople.CAROL, Availability.AVAILABLE, "Working from New York"));

    private final PresenceService presence;
    private final TimeSource time;
    private final Timers timers;
    private volatile boolean closed;

    public DemoMovement(PresenceService presence, TimeSource time, Timers timers) {
        this.presence = presence;
        this.time = time;
        this.timers = timers;
    }

    /** Everybody signs in; from then on one of them does something every few seconds. */
    public void start() {
        say(scene(DemoPeople.ALICE, Availability.AVAILABLE, "Ask me about research"));
        say(SCENES.get(0));
        say(SCENES.get(1));
        step(2);
    }

    private void step(int next) {
        timers.after(STEP, () -> {
            if (!closed) {
                say(scene(DemoPeople.ALICE, Availability.AVAILABLE, "Ask me about research"));
                say(SCENES.get(next % SCENES.size()));
                say(SCENES.get((next + SCENES.size() - 1) % SCENES.size())); // keeps the other's session alive
                step(next + 1);
            }
        });
    }

    private void say(Scene scene) {
        Moment now = time.moment();
        presence.put(
                scene.person(),
                PresenceRecord.of(Source.DEVICE, "demo-desktop", scene.availability(), now, now.deadline(LIFE))
                        .withActivities(scene.activities())
                        .withNote(Optional.of(Note.of(scene.note())))
                        .withDevice(Optional.empty(), Optional.of("desktop"), List.of("message", "audio")));
    }

    private static Scene scene(
            AddressOfRecord person, Availability availability, String note, Activity.Kind... activities) {
        return new Scene(
                person,
                availability,
                List.of(activities).stream().map(Activity::of).toList(),
                note);
    }

    @Override
    public void close() {
        closed = true;
    }
}
