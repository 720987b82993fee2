package org.pawn.watching;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.time.SettableTime;

/** Alice, whom Bob may watch, with a clock that the test sets. */
abstract class WatchedAlice {
    static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    static final AddressOfRecord STRANGER = AddressOfRecord.parse("stranger@example.net");
    static final Duration INTERVAL = Duration.ofSeconds(1);

    final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    final Lanes lanes = new Lanes(1);
    final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
    final Directory directory = new Directory(new InMemoryPersonStore());
    final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time);
    final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);
    final SubscriptionService watching = new SubscriptionService(presence, policy, lanes, time, time, INTERVAL);
    final RecordingWatcherChannel bobs = new RecordingWatcherChannel();

    @BeforeEach
    void start() {
        directory.save(Person.of(ALICE)).join();
        directory.save(Person.of(BOB)).join();
        directory.save(Person.of(CAROL)).join();
        presence.addListener(watching);
        privacy.onChange(watching::recheck);
        presence.start();
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
    }

    void alicePublishes(Availability availability) {
        presence.put(ALICE, desk(availability)).join();
    }

    PresenceRecord desk(Availability availability) {
        return PresenceRecord.of(
                        Source.DEVICE,
                        "desk",
                        availability,
                        time.moment(),
                        time.moment().deadline(Duration.ofHours(8)))
                .withNote(Optional.of(Note.of("Board room")));
    }

    void advance(Duration by) {
        time.advance(by);
        lanes.run(ALICE, () -> null).join();
    }
}
