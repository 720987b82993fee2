package org.pawn.xcap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.directory.Directory;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.RuleDocument;
import org.pawn.xml.MarkupElement;

/**
 * Between a person's privacy rules and their document, both ways. A document that ranked rules can say becomes these; any
 * other one is kept and judged as it is. Pure but for the directory's aliases.
 */
final class PresRules {
    private static final Instant NEVER = Instant.EPOCH;

    private final Directory directory;

    PresRules(Directory directory) {
        this.directory = directory;
    }

    /**
     * What the document says.
     *
     * @param now since when the person says what is new in it
     * @throws IllegalArgumentException if it has too many rules
     */
    PrivacyRules meaning(MarkupElement root, PrivacyRules before, Instant now) {
        List<PresRulesReader.Reading> readings = new PresRulesReader(directory, now).read(root);
        return ranked(readings, before)
                .orElseGet(() -> new PrivacyRules(
                        before.owner(),
                        before.version(),
                        List.of(),
                        Optional.of(new RuleDocument(readings.stream()
                                .map(PresRulesReader.Reading::rule)
                                .toList()))));
    }

    /** As ranked rules, where these grant everybody the same as the document does. */
    private static Optional<PrivacyRules> ranked(List<PresRulesReader.Reading> readings, PrivacyRules before) {
        List<PrivacyRule> rules = new ArrayList<>();
        Set<Matcher> seen = new HashSet<>();
        for (PresRulesReader.Reading reading : readings) {
            RuleDocument.Rule rule = reading.rule();
            if (!rule.spheres().isEmpty() || rule.validity().size() > 1 || !seen.add(reading.who())) {
                return Optional.empty();
            }
            rules.add(new PrivacyRule(
                    reading.who(),
                    rule.handling(),
                    rule.level(),
                    rule.mayBreakIn(),
                    rule.validity().stream().findFirst(),
                    rule.since()));
        }
        PrivacyRules ranked = new PrivacyRules(before.owner(), before.version(), rules);
        for (int i = 0; i < rules.size(); i++) {
            if (!sameExceptions(ranked, rules.get(i), readings.get(i).rule().except(), readings)) {
                return Optional.empty();
            }
        }
        return Optional.of(ranked);
    }

    private static boolean sameExceptions(
            PrivacyRules ranked, PrivacyRule wide, List<Matcher> except, List<PresRulesReader.Reading> readings) {
        Set<Matcher> open = new HashSet<>(except);
        open.removeIf(matcher -> !overlap(matcher, wide.who()));
        for (PrivacyRule narrow : ranked.before(wide)) {
            if (!overlap(narrow.who(), wide.who())) {
                continue;
            }
            boolean excepted = open.remove(narrow.who());
            boolean always = narrow.validity().isEmpty();
            boolean elseWider =
                    readings.stream().anyMatch(reading -> reading.who().equals(narrow.who()) && reading.elseWider());
            if (excepted ? !always && !elseWider : !always || !grantsAsMuch(narrow, wide)) {
                return false;
            }
        }
        return open.isEmpty(); // else somebody falls to the organisation's default, which no ranked rule says
    }

    private static boolean grantsAsMuch(PrivacyRule narrow, PrivacyRule wide) {
        return narrow.handling() == Handling.ALLOW
                && narrow.level().atLeast(wide.level())
                && (narrow.mayBreakIn() || !wide.mayBreakIn());
    }

    /** Whether one viewer can be meant by both. */
    private static boolean overlap(Matcher one, Matcher other) {
        if (one instanceof Matcher.One person && other instanceof Matcher.Domain domain) {
            return person.address().domain().equals(domain.domain());
        } else if (one instanceof Matcher.One && other instanceof Matcher.One
                || one instanceof Matcher.Domain && other instanceof Matcher.Domain) {
            return one.equals(other);
        }
        return !(one instanceof Matcher.Domain && other instanceof Matcher.One) || overlap(other, one);
    }

    /** The document of those rules: what its owner kept, where it still means them; else changed, or made anew. */
    Optional<MarkupElement> document(Optional<MarkupElement> kept, PrivacyRules rules) {
        if (kept.isEmpty() && rules.rules().isEmpty() && rules.custom().isEmpty()) {
            return Optional.empty();
        }
        if (kept.isPresent() && says(kept.get(), rules)) {
            return kept;
        }
        MarkupElement changed = following(kept.orElseGet(PresRulesWriter::root), rules);
        return Optional.of(says(changed, rules) ? changed : following(PresRulesWriter.root(), rules));
    }

    private boolean says(MarkupElement root, PrivacyRules rules) {
        return timeless(meaning(root, rules, NEVER)).equals(timeless(rules));
    }

    /** In no order and of no age. */
    private static List<Set<Object>> timeless(PrivacyRules rules) {
        Set<Object> ranked = new HashSet<>();
        rules.rules()
                .forEach(rule -> ranked.add(
                        List.of(rule.who(), rule.handling(), rule.level(), rule.mayBreakIn(), rule.validity())));
        Set<Object> custom = new HashSet<>();
        rules.custom().ifPresent(document -> document.rules().forEach(rule -> custom.add(timeless(rule))));
        return List.of(ranked, custom);
    }

    private static List<Object> timeless(RuleDocument.Rule rule) {
        return List.of(
                rule.who(),
                Set.copyOf(rule.except()),
                Set.copyOf(rule.spheres()),
                Set.copyOf(rule.validity()),
                rule.handling(),
                rule.level(),
                rule.mayBreakIn());
    }

    /** Keeps each rule that still says one that is wanted, and writes the others. */
    private MarkupElement following(MarkupElement root, PrivacyRules rules) {
        List<PresRulesReader.Reading> wanted = new ArrayList<>(readings(rules));
        Set<String> ids = new HashSet<>();
        MarkupElement kept = root.changingElements(child -> {
            if (!child.is(Namespaces.COMMON_POLICY, "rule")) {
                return Optional.of(child);
            }
            List<PresRulesReader.Reading> said =
                    new PresRulesReader(directory, NEVER).read(root.withChildren(List.of(child)));
            boolean stays = said.size() == 1 && wanted.removeIf(reading -> same(reading, said.get(0)));
            child.attribute("id").filter(id -> stays).ifPresent(ids::add);
            return stays ? Optional.of(child) : Optional.empty();
        });
        for (PresRulesReader.Reading reading : wanted) {
            int salt = 0;
            String id = id(reading, salt);
            while (!ids.add(id)) {
                id = id(reading, ++salt);
            }
            kept = kept.with(PresRulesWriter.rule(reading, id));
        }
        return kept;
    }

    private static String id(PresRulesReader.Reading reading, int salt) {
        return "rule-" + Integer.toHexString((reading.rule().who() + " " + salt).hashCode());
    }

    private static boolean same(PresRulesReader.Reading one, PresRulesReader.Reading other) {
        return one.elseWider() == other.elseWider() && timeless(one.rule()).equals(timeless(other.rule()));
    }

    /** Ranked rules with the exceptions that their ranks stand for. */
    private static List<PresRulesReader.Reading> readings(PrivacyRules rules) {
        if (rules.custom().isPresent()) {
            return rules.custom().get().rules().stream()
                    .map(rule -> new PresRulesReader.Reading(rule, false))
                    .toList();
        }
        List<PresRulesReader.Reading> all = new ArrayList<>();
        for (PrivacyRule rule : rules.rules()) {
            Set<Matcher> except = new LinkedHashSet<>();
            rules.before(rule).stream()
                    .map(PrivacyRule::who)
                    .filter(narrow -> overlap(narrow, rule.who()))
                    .forEach(except::add);
            all.add(new PresRulesReader.Reading(
                    new RuleDocument.Rule(
                            List.of(rule.who()),
                            List.copyOf(except),
                            List.of(),
                            rule.validity().stream().toList(),
                            rule.handling(),
                            rule.level(),
                            rule.mayBreakIn(),
                            rule.since()),
                    rule.validity().isPresent()));
        }
        return all;
    }
}
