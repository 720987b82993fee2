package org.pawn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
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
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;
import org.pawn.watching.SubscriptionService;

final class QueryServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    private static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    private static final Caller ASKER = Caller.of(AddressOfRecord.parse("user4@example.com"));

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final Lanes lanes = new Lanes(1);
    private final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time);
    private final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);
    private final SubscriptionService watching =
            new SubscriptionService(presence, policy, lanes, time, time, Duration.ofSeconds(1));
    private final QueryService queries = new QueryService(directory, presence, policy, watching);
    private final List<List<AddressOfRecord>> told = new ArrayList<>();

    @BeforeEach
    void aliceAndBobAreSupervisors() {
        for (AddressOfRecord person : List.of(ALICE, BOB, CAROL, ASKER.person().orElseThrow())) {
            directory.save(Person.of(person)).join();
        }
        directory.save(supervisors(ALICE, BOB)).join();
        presence.addListener(watching);
        privacy.onChange(watching::recheck);
        presence.start();
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
    }

    private static Group supervisors(AddressOfRecord... members) {
        return new Group("supervisors", "Supervisors", false, List.of(members));
    }

    private static PresenceQuery available(PresenceQuery.Order order, int limit) {
        return new PresenceQuery(
                Optional.of("supervisors"), Optional.empty(), Set.of(Availability.AVAILABLE), Set.of(), order, limit);
    }

    private void shows(AddressOfRecord person, Availability availability) {
        presence.put(
                        person,
                        PresenceRecord.of(
                                Source.DEVICE,
                                "desk",
                                availability,
                                time.moment(),
                                time.moment().deadline(Duration.ofHours(8))))
                .join();
        time.advance(Duration.ofSeconds(2));
        settle();
    }

    private void settle() {
        lanes.run(ALICE, () -> null).join();
    }

    private List<AddressOfRecord> found(PresenceQuery query) {
        return queries.find(ASKER, query).stream()
                .map(view -> view.document().presentity())
                .toList();
    }

    @Test
    void whoHasBeenAvailableLongestComesFirst() {
        shows(BOB, Availability.AVAILABLE);
        shows(ALICE, Availability.AVAILABLE);
        shows(CAROL, Availability.AVAILABLE);

        assertThat(found(available(PresenceQuery.Order.LONGEST, 10))).containsExactly(BOB, ALICE);
        assertThat(found(available(PresenceQuery.Order.LONGEST, 1))).containsExactly(BOB);
        assertThat(found(available(PresenceQuery.Order.ADDRESS, 10))).containsExactly(ALICE, BOB);
    }

    @Test
    void whoIsHiddenOrDisguisedFromTheAskerIsNotFound() {
        shows(ALICE, Availability.AVAILABLE);
        shows(BOB, Availability.AVAILABLE);
        says(ALICE, Handling.BLOCK);
        says(BOB, Handling.POLITE_BLOCK);

        assertThat(found(available(PresenceQuery.Order.ADDRESS, 10))).isEmpty();
    }

    @Test
    void aWatchedQueryTellsWhoComesAndGoes() {
        shows(ALICE, Availability.BUSY);
        try (LiveQuery live = queries.watch(ASKER, available(PresenceQuery.Order.ADDRESS, 10), told::add)) {
            settle();
            assertThat(told).containsExactly(List.of());

            shows(BOB, Availability.AVAILABLE);
            shows(ALICE, Availability.AVAILABLE);
            shows(BOB, Availability.AWAY);
            assertThat(told.subList(1, told.size())).containsExactly(List.of(BOB), List.of(ALICE, BOB), List.of(ALICE));

            directory.onGroupChange(live::changed);
            shows(CAROL, Availability.AVAILABLE);
            directory.save(supervisors(BOB, CAROL)).join();
            settle();
            assertThat(told.get(told.size() - 1)).containsExactly(CAROL);
        }
        settle();
        assertThat(watching.count()).as("nobody is watched any more").isZero();
    }

    @Test
    void aRevokeTakesThePersonOutOfAWatchedQuery() {
        shows(ALICE, Availability.AVAILABLE);
        try (LiveQuery live = queries.watch(ASKER, available(PresenceQuery.Order.ADDRESS, 10), told::add)) {
            settle();
            assertThat(told).containsExactly(List.of(ALICE));

            says(ALICE, Handling.BLOCK);

            assertThat(told.get(told.size() - 1)).isEmpty();
        }
    }

    @Test
    void onlyColleaguesAskAndOnlyForGroupsThatExist() {
        Caller guest = new Caller("guest:1", Optional.empty(), Level.EXTERNAL, Caller.ownScopes(), Optional.of("t"));
        PresenceQuery nobody = new PresenceQuery(
                Optional.of("none"), Optional.empty(), Set.of(), Set.of(), PresenceQuery.Order.ADDRESS, 1);

        assertThatThrownBy(() -> queries.find(guest, nobody)).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> queries.find(ASKER, nobody)).isInstanceOf(Refusal.NotFound.class);
    }

    private void says(AddressOfRecord person, Handling handling) {
        PrivacyRule rule = new PrivacyRule(
                new Matcher.One(ASKER.person().orElseThrow()),
                handling,
                Level.BLOCKED,
                false,
                Optional.empty(),
                time.now());
        privacy.edit(person, Optional.empty(), before -> new PrivacyRules(person, before.version(), List.of(rule)))
                .join();
        settle();
    }
}
