package org.pawn.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pawn.address.AddressOfRecord;

/**
 * All the rules of one person.
 *
 * @param version 0 for a person who never made any; grows by one with each write
 * @param custom a document of the person's own, which no ranked rules can say; there are none beside it
 */
public record PrivacyRules(
        AddressOfRecord owner, long version, List<PrivacyRule> rules, Optional<RuleDocument> custom) {
    public static final int MAX_RULES = 1_000;

    public PrivacyRules {
        rules = List.copyOf(rules);
        if (rules.size() > MAX_RULES) {
            throw new IllegalArgumentException("there are at most " + MAX_RULES + " rules");
        }
        long distinct = rules.stream().map(PrivacyRule::who).distinct().count();
        if (distinct < rules.size()) {
            throw new IllegalArgumentException("somebody stands in two rules");
        }
        if (custom.isPresent() && !rules.isEmpty()) {
            throw new IllegalArgumentException("rules stand beside a document of the person's own");
        }
        if (custom.filter(document -> document.rules().size() > MAX_RULES).isPresent()) {
            throw new IllegalArgumentException("there are at most " + MAX_RULES + " rules");
        }
    }

    /** Ranked rules alone. */
    public PrivacyRules(AddressOfRecord owner, long version, List<PrivacyRule> rules) {
        this(owner, version, rules, Optional.empty());
    }

    public static PrivacyRules none(AddressOfRecord owner) {
        return new PrivacyRules(owner, 0, List.of());
    }

    PrivacyRules withVersion(long newVersion) {
        return new PrivacyRules(owner, newVersion, rules, custom);
    }

    /** Whether a rule is for that group, or not for it. */
    boolean names(Matcher group) {
        return rules.stream().anyMatch(rule -> rule.who().equals(group))
                || custom.stream()
                        .flatMap(document -> document.rules().stream())
                        .anyMatch(rule ->
                                rule.who().contains(group) || rule.except().contains(group));
    }

    /** The rules that speak in place of this one, whenever they hold. */
    public List<PrivacyRule> before(PrivacyRule rule) {
        return rules.stream().filter(other -> goesBefore(other, rule)).toList();
    }

    /** The same rules, those that already stood as old as they are. */
    PrivacyRules keepingSince(PrivacyRules before) {
        return new PrivacyRules(
                owner,
                version,
                rules.stream()
                        .map(rule -> before.rules.stream()
                                .filter(rule::saysTheSameAs)
                                .findFirst()
                                .orElse(rule))
                        .toList(),
                custom.map(document -> document.keepingSince(before.custom)));
    }

    /** The next instant after {@code now} at which a rule begins or ceases to hold. */
    Optional<Instant> nextEdge(Instant now) {
        return Stream.concat(
                        rules.stream().flatMap(rule -> rule.validity().stream()),
                        custom.stream()
                                .flatMap(document -> document.rules().stream())
                                .flatMap(rule -> rule.validity().stream()))
                .flatMap(validity -> Stream.of(validity.from(), validity.until()))
                .filter(edge -> edge.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /**
     * As a rule document, in which narrower rules are exceptions to wider ones. A rule that holds only for a time is an
     * exception only then, so it is compiled for {@code now} and anew at every edge.
     */
    RuleDocument compile(Instant now) {
        if (custom.isPresent()) {
            return custom.get();
        }
        List<PrivacyRule> holding = rules.stream()
                .filter(rule ->
                        rule.validity().isEmpty() || rule.validity().get().contains(now))
                .toList();
        List<RuleDocument.Rule> compiled = new ArrayList<>();
        for (PrivacyRule rule : holding) {
            List<Matcher> except = holding.stream()
                    .filter(other -> goesBefore(other, rule))
                    .map(PrivacyRule::who)
                    .toList();
            compiled.add(new RuleDocument.Rule(
                    List.of(rule.who()),
                    except,
                    List.of(),
                    List.of(),
                    rule.handling(),
                    rule.level(),
                    rule.mayBreakIn(),
                    rule.since()));
        }
        return new RuleDocument(compiled);
    }

    /** The narrower one does; of two that are as narrow, the one that denies more. */
    private static boolean goesBefore(PrivacyRule other, PrivacyRule rule) {
        return other.rank() > rule.rank()
                || other.rank() == rule.rank()
                        && other.handling().denial() > rule.handling().denial();
    }
}
