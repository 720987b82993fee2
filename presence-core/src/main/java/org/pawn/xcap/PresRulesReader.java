package org.pawn.xcap;

import static org.pawn.xcap.Namespaces.COMMON_POLICY;
import static org.pawn.xcap.Namespaces.OMA_COMMON_POLICY;
import static org.pawn.xcap.Namespaces.PAWN;
import static org.pawn.xcap.Namespaces.PRES_RULES;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.RuleDocument;
import org.pawn.xml.MarkupElement;

/**
 * What a rule document says, in our evaluator's words (RFC 4745, RFC 5025): one rule for each person, domain or group that a
 * rule names. A rule with a condition that we cannot judge never holds (RFC 4745 section 10). Pure but for the directory's
 * aliases.
 */
final class PresRulesReader {
    /**
     * One rule for one kind of viewer.
     *
     * @param elseWider whether wider rules speak of these viewers while it does not hold
     */
    record Reading(RuleDocument.Rule rule, boolean elseWider) {
        Matcher who() {
            return rule.who().get(0);
        }
    }

    private final Directory directory;
    private final Instant now;

    /** @param now since when the person says so */
    PresRulesReader(Directory directory, Instant now) {
        this.directory = directory;
        this.now = now;
    }

    List<Reading> read(MarkupElement ruleset) {
        List<MarkupElement> rules = ruleset.elements(COMMON_POLICY, "rule");
        List<Matcher> named = new ArrayList<>();
        for (MarkupElement rule : rules) {
            identity(rule).ifPresent(identity -> identities(identity).forEach(one -> named.add(one.who())));
        }
        List<Reading> readings = new ArrayList<>();
        rules.forEach(rule -> readings.addAll(rule(rule, named)));
        return readings;
    }

    /** Whom a rule is for, and whom of them it is not for. */
    private record Identity(Matcher who, List<Matcher> except) {}

    private List<Reading> rule(MarkupElement rule, List<Matcher> named) {
        Optional<MarkupElement> conditions = rule.first(COMMON_POLICY, "conditions");
        List<Identity> identities =
                identity(rule).map(this::identities).orElse(List.of(new Identity(new Matcher.Everyone(), List.of())));
        List<String> spheres = new ArrayList<>();
        List<RuleDocument.Validity> validity = new ArrayList<>();
        for (MarkupElement condition : conditions.map(MarkupElement::elements).orElse(List.of())) {
            if (condition.is(COMMON_POLICY, "sphere")) {
                condition.attribute("value").ifPresent(spheres::add);
            } else if (condition.is(COMMON_POLICY, "validity")) {
                validity.addAll(validity(condition));
            } else if (condition.is(OMA_COMMON_POLICY, "other-identity")) {
                identities = List.of(new Identity(new Matcher.Everyone(), named));
            } else if (!condition.is(COMMON_POLICY, "identity")) {
                return List.of();
            }
        }
        Optional<MarkupElement> actions = rule.first(COMMON_POLICY, "actions");
        Handling handling = actions.flatMap(PresRulesReader::handling).orElse(Handling.BLOCK);
        boolean allows = handling == Handling.ALLOW;
        Level level = allows ? PresRulesLevel.of(rule.first(COMMON_POLICY, "transformations")) : Level.BLOCKED;
        boolean mayBreakIn = allows && has(actions, "may-break-in");
        return identities.stream()
                .map(identity -> new Reading(
                        new RuleDocument.Rule(
                                List.of(identity.who()),
                                identity.except(),
                                spheres,
                                validity,
                                handling,
                                level,
                                mayBreakIn,
                                now),
                        has(actions, "else-wider")))
                .toList();
    }

    private static Optional<MarkupElement> identity(MarkupElement rule) {
        return rule.first(COMMON_POLICY, "conditions")
                .flatMap(conditions -> conditions.first(COMMON_POLICY, "identity"));
    }

    private List<Identity> identities(MarkupElement identity) {
        List<Identity> all = new ArrayList<>();
        for (MarkupElement each : identity.elements()) {
            Optional<Matcher> who = Optional.empty();
            if (each.is(COMMON_POLICY, "one")) {
                who = person(each.attribute("id"));
            } else if (each.is(COMMON_POLICY, "many")) {
                who = Optional.of(
                        each.attribute("domain").map(PresRulesReader::domain).orElse(new Matcher.Everyone()));
            } else if (each.is(PAWN, "group")) {
                who = each.attribute("id").map(Matcher.Members::new);
            }
            who.ifPresent(one -> all.add(new Identity(one, exceptions(each))));
        }
        return all;
    }

    private List<Matcher> exceptions(MarkupElement many) {
        List<Matcher> except = new ArrayList<>();
        for (MarkupElement each : many.elements()) {
            if (each.is(COMMON_POLICY, "except")) {
                each.attribute("domain").map(PresRulesReader::domain).ifPresent(except::add);
                person(each.attribute("id")).ifPresent(except::add);
            } else if (each.is(PAWN, "except")) {
                person(each.attribute("id")).ifPresent(except::add);
                each.attribute("group").map(Matcher.Members::new).ifPresent(except::add);
            }
        }
        return except;
    }

    private static Matcher domain(String name) {
        return new Matcher.Domain(name.toLowerCase(java.util.Locale.ROOT));
    }

    /** Empty for what is nobody's address: who has none cannot ask either. */
    private Optional<Matcher> person(Optional<String> id) {
        try {
            return id.map(directory::resolve).map((AddressOfRecord person) -> new Matcher.One(person));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    static List<RuleDocument.Validity> validity(MarkupElement condition) {
        List<RuleDocument.Validity> spans = new ArrayList<>();
        List<MarkupElement> edges = condition.elements();
        for (int i = 0; i + 1 < edges.size(); i += 2) {
            Optional<Instant> from = instant(edges.get(i).text());
            Optional<Instant> until = instant(edges.get(i + 1).text());
            if (from.isPresent() && until.isPresent()) {
                spans.add(new RuleDocument.Validity(from.get(), until.get()));
            }
        }
        return spans;
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Handling> handling(MarkupElement actions) {
        return actions.first(PRES_RULES, "sub-handling").map(element -> switch (element.text()) {
            case "allow" -> Handling.ALLOW;
            case "polite-block" -> Handling.POLITE_BLOCK;
            case "confirm" -> Handling.CONFIRM;
            default -> Handling.BLOCK;
        });
    }

    private static boolean has(Optional<MarkupElement> parent, String ourName) {
        return parent.flatMap(element -> element.first(PAWN, ourName)).isPresent();
    }
}
