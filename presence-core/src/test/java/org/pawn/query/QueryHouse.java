package org.pawn.query;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Competence;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.policy.Handling;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.Matcher;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.time.SettableTime;
import org.pawn.watching.SubscriptionService;

/** Alice and Bob are supervisors, Carol and the asker their colleagues, on a clock of the test's, at nine in the morning. */
final class QueryHouse implements AutoCloseable {
    static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    static final Caller ASKER = Caller.of(AddressOfRecord.parse("user4@example.com"));

    final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final Lanes lanes = new Lanes(1);
    final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
    final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time);
    private final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);
    final SubscriptionService watching =
            new SubscriptionService(presence, policy, lanes, time, time, Duration.ofSeconds(1));
    final QueryService queries =
            new QueryService(directory, presence, policy, new Pacing(lanes, time, time, Duration.ofSeconds(1)));

    QueryHouse() {
        for (AddressOfRecord person : List.of(ALICE, BOB, CAROL, ASKER.person().orElseThrow())) {
            directory.save(Person.of(person)).join();
        }
        directory.save(supervisors(ALICE, BOB)).join();
        presence.addListener(watching);
        presence.addListener(queries);
        watching.onRecheck(queries::recheck);
        directory.onGroupChange(queries::changed);
        directory.onChange(watching::recheck);
        privacy.onChange(watching::recheck);
        presence.start();
    }

    @Override
    public void close() {
        presence.close();
        lanes.close();
    }

    static Group supervisors(AddressOfRecord... members) {
        return new Group("supervisors", "Supervisors", false, List.of(members));
    }

    static PresenceQuery available(PresenceQuery.Order order, int limit) {
        return available(Candidates.of("supervisors"), order, limit);
    }

    static PresenceQuery available(Candidates who, PresenceQuery.Order order, int limit) {
        return new PresenceQuery(who, Set.of(Availability.AVAILABLE), Set.of(), order, limit);
    }

    void knows(AddressOfRecord person, Competence competence) {
        Person plain = Person.of(person);
        directory
                .save(new Person(
                        person,
                        plain.displayName(),
                        plain.title(),
                        plain.department(),
                        plain.emails(),
                        plain.workPhones(),
                        plain.privatePhones(),
                        plain.timeZone(),
                        competence))
                .join();
        settle();
    }

    void shows(AddressOfRecord person, Availability availability) {
        showsNow(person, availability);
        time.advance(Duration.ofSeconds(2));
        settle();
    }

    void showsNow(AddressOfRecord person, Availability availability) {
        presence.put(
                        person,
                        PresenceRecord.of(
                                Source.DEVICE,
                                "desk",
                                availability,
                                time.moment(),
                                time.moment().deadline(Duration.ofHours(8))))
                .join();
    }

    void settle() {
        lanes.run(ALICE, () -> null).join();
    }

    List<AddressOfRecord> found(PresenceQuery query) {
        return queries.find(ASKER, query).stream()
                .map(view -> view.document().presentity())
                .toList();
    }

    void says(AddressOfRecord person, Handling handling, Level level) {
        PrivacyRule rule = new PrivacyRule(
                new Matcher.One(ASKER.person().orElseThrow()), handling, level, false, Optional.empty(), time.now());
        privacy.edit(person, Optional.empty(), before -> new PrivacyRules(person, before.version(), List.of(rule)))
                .join();
        settle();
    }
}
