package org.pawn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;

/** What every {@link PrivacyStore} does. */
public interface PrivacyStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    Instant NOON = Instant.parse("2030-03-04T12:00:00Z");

    PrivacyStore store();

    /** The store after a restart of what keeps it. */
    PrivacyStore reopened();

    @Test
    default void nobodyHasRulesAtFirst() {
        assertThat(store().all()).isEmpty();
    }

    @Test
    default void everyKindOfRuleComesBackInItsOrder() {
        PrivacyRules rules = new PrivacyRules(
                ALICE,
                3,
                List.of(
                        rule(new Matcher.One(BOB), Handling.POLITE_BLOCK, Level.BLOCKED),
                        new PrivacyRule(
                                new Matcher.Members("team"),
                                Handling.ALLOW,
                                Level.PERSONAL,
                                true,
                                Optional.of(new RuleDocument.Validity(NOON, NOON.plusSeconds(60))),
                                NOON),
                        rule(new Matcher.Domain("example.com"), Handling.CONFIRM, Level.BLOCKED),
                        rule(new Matcher.Everyone(), Handling.BLOCK, Level.BLOCKED)));

        store().write(rules).join();

        assertThat(reopened().all()).containsExactly(rules);
    }

    @Test
    default void aDocumentOfThePersonsOwnComesBackWhole() {
        RuleDocument.Rule rule = new RuleDocument.Rule(
                List.of(new Matcher.Domain("example.com")),
                List.of(new Matcher.One(BOB), new Matcher.Members("team")),
                List.of("work"),
                List.of(
                        new RuleDocument.Validity(NOON, NOON.plusSeconds(60)),
                        new RuleDocument.Validity(NOON.plusSeconds(90), NOON.plusNanos(120_000_000_001L))),
                Handling.ALLOW,
                Level.TEAM,
                true,
                NOON);
        PrivacyRules rules = new PrivacyRules(ALICE, 4, List.of(), Optional.of(new RuleDocument(List.of(rule, rule))));

        store().write(rules).join();

        assertThat(reopened().all()).containsExactly(rules);
    }

    @Test
    default void rulesWrittenEmptyKeepTheirVersion() {
        store().write(rules(ALICE, 1, Level.TEAM)).join();
        store().write(new PrivacyRules(ALICE, 2, List.of())).join();

        assertThat(reopened().all()).containsExactly(new PrivacyRules(ALICE, 2, List.of()));
    }

    @Test
    default void removingForgetsOneOwner() {
        store().write(rules(ALICE, 1, Level.TEAM)).join();
        store().write(rules(BOB, 1, Level.COMPANY)).join();

        store().remove(ALICE).join();

        assertThat(reopened().all()).containsExactly(rules(BOB, 1, Level.COMPANY));
    }

    @Test
    default void writesOfOneOwnerApplyInCallOrder() {
        CompletableFuture<?>[] writes = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> store().write(rules(ALICE, i, i % 2 == 0 ? Level.TEAM : Level.COMPANY)))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(writes).join();

        assertThat(reopened().all()).containsExactly(rules(ALICE, 100, Level.TEAM));
    }

    private static PrivacyRules rules(AddressOfRecord owner, long version, Level level) {
        return new PrivacyRules(
                owner, version, List.of(rule(new Matcher.Domain("example.com"), Handling.ALLOW, level)));
    }

    private static PrivacyRule rule(Matcher who, Handling handling, Level level) {
        return new PrivacyRule(who, handling, level, false, Optional.empty(), NOON);
    }
}
