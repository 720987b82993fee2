package org.pawn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.policy.RuleDocument.Validity;
import org.pawn.presence.PresenceDocument;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;

final class PolicyServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    private static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    private static final AddressOfRecord STRANGER = AddressOfRecord.parse("stranger@example.org");
    private static final AddressOfRecord NOBODY = AddressOfRecord.parse("nobody@example.com");
    private static final Instant MONDAY_NINE = Instant.parse("2030-03-04T09:00:00Z");

    private final SettableTime time = new SettableTime(MONDAY_NINE);
    private final Lanes lanes = new Lanes(1);
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time);
    private final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);

    @BeforeEach
    void aliceAndBobAreATeamAndCarolAColleague() {
        for (AddressOfRecord person : List.of(ALICE, BOB, CAROL)) {
            directory.save(Person.of(person)).join();
        }
        directory
                .save(new Group("bridges", "Bridges", true, List.of(ALICE, BOB)))
                .join();
        directory.save(new Group("sales", "Sales", false, List.of(BOB, CAROL))).join();
    }

    @AfterEach
    void stop() {
        lanes.close();
    }

    private void alicesRules(PrivacyRule... rules) {
        privacy.edit(ALICE, Optional.empty(), before -> new PrivacyRules(ALICE, before.version(), List.of(rules)))
                .join();
    }

    private PrivacyRule allow(Matcher who, Level level) {
        return new PrivacyRule(who, Handling.ALLOW, level, false, Optional.empty(), time.now());
    }

    private PrivacyRule deny(Matcher who, Handling handling) {
        return new PrivacyRule(who, handling, Level.BLOCKED, false, Optional.empty(), time.now());
    }

    private Grant granted(AddressOfRecord viewer) {
        return policy.grant(Caller.of(viewer), ALICE);
    }

    private Level level(AddressOfRecord viewer) {
        return policy.level(Caller.of(viewer), ALICE);
    }

    @Nested
    final class GivenNoRulesOfHerOwn {
        @Test
        void aliceSeesTheTruthHerTeamMoreHerColleaguesEnough() {
            assertThat(level(ALICE)).isEqualTo(Level.SELF);
            assertThat(level(BOB)).isEqualTo(Level.TEAM);
            assertThat(level(CAROL)).isEqualTo(Level.COMPANY);
        }

        @Test
        void aStrangerWaitsAndLearnsNotEvenWhoExists() {
            assertThat(granted(STRANGER)).isEqualTo(policy.grant(Caller.of(STRANGER), NOBODY));
            assertThat(granted(STRANGER).isPending()).isTrue();
            assertThatThrownBy(() -> level(STRANGER)).isInstanceOf(Refusal.NotVisible.class);
        }

        @Test
        void aColleagueLearnsWhoDoesNotExistAndAGuestDoesNot() {
            Caller guest = new Caller(
                    "guest:17",
                    Optional.empty(),
                    Level.EXTERNAL,
                    java.util.Set.of(Scope.PRESENCE_READ),
                    Optional.of("t"));

            assertThatThrownBy(() -> policy.level(Caller.of(BOB), NOBODY)).isInstanceOf(Refusal.NotFound.class);
            assertThatThrownBy(() -> policy.level(guest, NOBODY)).isInstanceOf(Refusal.NotVisible.class);
            assertThat(policy.level(guest, ALICE)).isEqualTo(Level.EXTERNAL);
        }
    }

    @Nested
    final class GivenRules {
        @Test
        void thePersonGoesBeforeTheGroupBeforeTheDomainBeforeEveryone() {
            alicesRules(
                    allow(new Matcher.Everyone(), Level.EXTERNAL),
                    allow(new Matcher.Domain("example.com"), Level.PERSONAL),
                    allow(new Matcher.Members("sales"), Level.COMPANY),
                    allow(new Matcher.One(BOB), Level.TEAM));

            assertThat(level(BOB)).isEqualTo(Level.TEAM);
            assertThat(level(CAROL)).isEqualTo(Level.COMPANY);
            assertThat(level(STRANGER)).isEqualTo(Level.EXTERNAL);
        }

        @Test
        void aNarrowAllowLetsInWhomAWideBlockKeepsOut() {
            alicesRules(
                    deny(new Matcher.Domain("example.com"), Handling.BLOCK),
                    allow(new Matcher.One(CAROL), Level.COMPANY));

            assertThat(level(CAROL)).isEqualTo(Level.COMPANY);
            assertThatThrownBy(() -> granted(BOB)).isInstanceOf(Refusal.NotVisible.class);
        }

        @Test
        void amongEqualsTheOneThatDeniesMoreCounts() {
            alicesRules(
                    allow(new Matcher.Members("bridges"), Level.PERSONAL),
                    deny(new Matcher.Members("sales"), Handling.BLOCK));

            assertThatThrownBy(() -> granted(BOB)).as("in both groups").isInstanceOf(Refusal.NotVisible.class);
        }

        @Test
        void twoGroupsThatAllowGrantTheMostOfBoth() {
            alicesRules(
                    allow(new Matcher.Members("bridges"), Level.COMPANY),
                    new PrivacyRule(
                            new Matcher.Members("sales"),
                            Handling.ALLOW,
                            Level.EXTERNAL,
                            true,
                            Optional.empty(),
                            time.now()));

            assertThat(level(BOB)).isEqualTo(Level.COMPANY);
            assertThat(granted(BOB).mayBreakIn()).isTrue();
        }

        @Test
        void whomNoRuleNamesFallsToTheDefault() {
            alicesRules(deny(new Matcher.One(BOB), Handling.BLOCK));

            assertThat(level(CAROL)).isEqualTo(Level.COMPANY);
        }

        @Test
        void rulesNeverBindAliceHerselfOrAnAdministrator() {
            alicesRules(deny(new Matcher.Everyone(), Handling.BLOCK));
            Caller administrator = new Caller(
                    "admin", Optional.empty(), Level.PERSONAL, java.util.Set.of(Scope.ADMIN), Optional.of("t"));

            assertThat(level(ALICE)).isEqualTo(Level.SELF);
            assertThat(policy.level(administrator, ALICE)).isEqualTo(Level.PERSONAL);
        }
    }

    @Nested
    final class GivenARuleForATime {
        private final List<AddressOfRecord> told = new ArrayList<>();

        @Test
        void itHoldsExactlyThenAndSaysSo() {
            privacy.onChange(told::add);
            alicesRules(new PrivacyRule(
                    new Matcher.One(CAROL),
                    Handling.BLOCK,
                    Level.BLOCKED,
                    false,
                    Optional.of(new Validity(MONDAY_NINE.plusSeconds(60), MONDAY_NINE.plusSeconds(120))),
                    time.now()));
            assertThat(level(CAROL)).isEqualTo(Level.COMPANY);
            assertThat(told).hasSize(1);

            advance(Duration.ofSeconds(60));
            assertThatThrownBy(() -> granted(CAROL)).isInstanceOf(Refusal.NotVisible.class);
            assertThat(told).hasSize(2);

            advance(Duration.ofSeconds(60));
            assertThat(level(CAROL)).isEqualTo(Level.COMPANY);
            assertThat(told).hasSize(3);
        }

        private void advance(Duration by) {
            time.advance(by);
            lanes.run(ALICE, () -> null).join();
        }
    }

    @Nested
    final class GivenAPoliteBlock {
        @Test
        void theViewerSeesSomeoneSignedOutSinceThenAsTheyWouldSeeThem() {
            alicesRules(deny(new Matcher.One(BOB), Handling.POLITE_BLOCK));
            PresenceDocument anything = PresenceDocument.offline(ALICE);

            PresenceView seen = policy.view(Caller.of(BOB), anything);

            assertThat(seen.level()).as("a team mate's shape").isEqualTo(Level.TEAM);
            assertThat(seen.document().since()).contains(MONDAY_NINE);
            assertThat(granted(BOB).mayBreakIn()).isFalse();
        }

        @Test
        void sayingItAgainDoesNotMoveTheInstant() {
            alicesRules(deny(new Matcher.One(BOB), Handling.POLITE_BLOCK));
            time.advance(Duration.ofHours(1));

            alicesRules(deny(new Matcher.One(BOB), Handling.POLITE_BLOCK), allow(new Matcher.One(CAROL), Level.TEAM));

            assertThat(granted(BOB).since()).contains(MONDAY_NINE);
        }
    }

    @Nested
    final class GivenTwoEditors {
        @Test
        void theOneWhoReadAnOldVersionIsRefused() {
            alicesRules(allow(new Matcher.One(BOB), Level.TEAM));
            alicesRules(allow(new Matcher.One(BOB), Level.COMPANY));

            assertThatThrownBy(() -> privacy.edit(ALICE, Optional.of(1L), before -> PrivacyRules.none(ALICE))
                            .join())
                    .hasCauseInstanceOf(Refusal.StaleVersion.class);
            assertThat(privacy.rules(ALICE).version()).isEqualTo(2);
        }
    }
}
